//! The store's story, told on both engines: what a shop, its staff and its customers do, and what must never happen.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests count as code outside tests")]

mod apart;
mod devices;
mod email;
mod files;
mod friends;
mod hammer;
mod handoff;
mod kinds;
mod lives;
mod moves;
#[path = "../../../loyalty/tests/model/naive/mod.rs"]
mod naive;
mod office;
mod offline;
mod owner;
mod person;
mod points;
mod preview;
#[path = "../../../loyalty/tests/model/programs.rs"]
mod programs;
mod published;
mod purchases;
mod recovery;
mod refusals;
#[path = "../../../loyalty/tests/model/script.rs"]
mod script;
#[path = "../../../loyalty/tests/model/steps.rs"]
mod steps;
mod story;
#[path = "../../../loyalty/tests/support/mod.rs"]
mod support;
mod versions;
mod world;

use store::testing::Scratch;

/// Runs a story on a fresh store of each engine.
macro_rules! on_both {
    ($($(#[doc = $doc:literal])* $name:ident = $story:path;)+) => {
        mod sqlite {
            $($(#[doc = $doc])* #[test] fn $name() { $story(&super::Scratch::sqlite().unwrap()); })+
        }
        mod postgres {
            $($(#[doc = $doc])* #[test] fn $name() { $story(&super::Scratch::postgres().unwrap()); })+
        }
    };
}

on_both! {
    a_database_of_version_1_goes_on = crate::versions::a_database_of_version_1_goes_on;
    a_database_of_version_2_goes_on = crate::versions::a_database_of_version_2_goes_on;
    what_lapsed_in_version_3_is_no_fault = crate::versions::what_lapsed_in_version_3_is_no_fault;
    every_statement_is_understood = crate::story::every_statement_is_understood;
    no_statement_reads_a_shops_whole_history = crate::story::no_statement_reads_a_shops_whole_history;
    a_card_fills_is_redeemed_and_undone = crate::story::a_card_fills_is_redeemed_and_undone;
    a_plain_visit_asks_little_of_the_database = crate::story::a_plain_visit_asks_little_of_the_database;
    the_same_request_is_answered_the_same = crate::story::the_same_request_is_answered_the_same;
    a_holder_has_one_card_per_shop = crate::story::a_holder_has_one_card_per_shop;
    a_phone_has_a_name_and_is_taken_off = crate::devices::a_phone_has_a_name_and_is_taken_off;
    another_browser_loses_the_card_with_its_last_phone = crate::devices::another_browser_loses_the_card_with_its_last_phone;
    a_card_comes_back_by_its_code = crate::recovery::a_card_comes_back_by_its_code;
    a_code_takes_no_other_card_away = crate::recovery::a_code_takes_no_other_card_away;
    a_home_screen_gets_the_card_once = crate::handoff::a_home_screen_gets_the_card_once;
    a_hand_off_is_soon_over_and_of_one_card = crate::handoff::a_hand_off_is_soon_over_and_of_one_card;
    a_hand_off_ends_with_its_browser = crate::handoff::a_hand_off_ends_with_its_browser;
    a_card_that_went_away_is_not_handed_over = crate::handoff::a_card_that_went_away_is_not_handed_over;
    recovery_codes_are_not_guessed = crate::recovery::recovery_codes_are_not_guessed;
    a_void_after_the_reward_was_used_leaves_a_debt = crate::story::a_void_after_the_reward_was_used_leaves_a_debt;
    a_random_life_keeps_every_invariant = crate::story::a_random_life_keeps_every_invariant;
    a_bistro_gives_points_credit_and_levels = crate::points::a_bistro_gives_points_credit_and_levels;
    a_till_says_all_it_knows_of_a_purchase = crate::purchases::a_till_says_all_it_knows_of_a_purchase;
    a_receipt_earns_once_under_hammering = crate::purchases::a_receipt_earns_once_under_hammering;
    credit_says_what_it_can_pay = crate::purchases::credit_says_what_it_can_pay;
    a_reward_leaves_a_choice = crate::purchases::a_reward_leaves_a_choice;
    a_manager_lets_a_card_pass_a_limit = crate::purchases::a_manager_lets_a_card_pass_a_limit;
    a_preview_says_what_is_done_then = crate::preview::a_preview_says_what_is_done_then;
    a_preview_leaves_no_trace = crate::preview::a_preview_leaves_no_trace;
    nothing_lapses_unannounced = crate::points::nothing_lapses_unannounced;
    many_sweepers_write_each_thing_once = crate::points::many_sweepers_write_each_thing_once;
    friends_bring_friends = crate::friends::friends_bring_friends;
    a_reward_that_a_merge_filled_goes_with_it = crate::office::a_reward_that_a_merge_filled_goes_with_it;
    what_went_to_another_card_is_taken_back_after_the_merge = crate::office::what_went_to_another_card_is_taken_back_after_the_merge;
    a_merge_is_taken_back_with_every_date = crate::office::a_merge_is_taken_back_with_every_date;
    the_owner_gives_time_and_gives_back_what_lapsed = crate::office::the_owner_gives_time_and_gives_back_what_lapsed;
    an_import_runs_twice_and_brings_each_line_once = crate::office::an_import_runs_twice_and_brings_each_line_once;
    random_lives_stand_in_the_store_as_the_rules_say = crate::lives::random_lives_stand_in_the_store_as_the_rules_say;
    any_programme_keeps_every_invariant = crate::kinds::any_programme_keeps_every_invariant;
    rules_change_and_nothing_earned_vanishes = crate::published::rules_change_and_nothing_earned_vanishes;
    a_draft_is_published_once = crate::published::a_draft_is_published_once;
    verify_finds_what_was_tampered_with = crate::story::verify_finds_what_was_tampered_with;
    codes_are_refused_with_their_facts = crate::refusals::codes_are_refused_with_their_facts;
    operations_are_refused_with_their_facts = crate::refusals::operations_are_refused_with_their_facts;
    pins_and_pairing_codes_are_not_guessed = crate::refusals::pins_and_pairing_codes_are_not_guessed;
    an_evening_without_a_network_arrives = crate::offline::an_evening_without_a_network_arrives;
    who_came_offline_in_a_happy_hour_has_it = crate::offline::who_came_offline_in_a_happy_hour_has_it;
    what_was_given_offline_is_not_taken_back_by_a_full_day =
        crate::offline::what_was_given_offline_is_not_taken_back_by_a_full_day;
    who_came_offline_does_not_wait_online = crate::offline::who_came_offline_does_not_wait_online;
    one_code_at_two_tills_is_flagged = crate::offline::one_code_at_two_tills_is_flagged;
    a_changed_journal_shows = crate::offline::a_changed_journal_shows;
    a_rejected_record_keeps_its_place_and_its_reason = crate::offline::a_rejected_record_keeps_its_place_and_its_reason;
    records_are_refused_with_their_facts = crate::offline::records_are_refused_with_their_facts;
    a_till_asks_for_what_it_must_know = crate::offline::a_till_asks_for_what_it_must_know;
    verify_finds_a_broken_chain = crate::offline::verify_finds_a_broken_chain;
    each_thing_is_told_and_taken_back_by_itself = crate::person::each_thing_is_told_and_taken_back_by_itself;
    what_can_not_be_told_is_refused_and_changes_nothing = crate::person::what_can_not_be_told_is_refused_and_changes_nothing;
    a_consent_is_given_and_withdrawn_with_its_proof = crate::person::a_consent_is_given_and_withdrawn_with_its_proof;
    an_export_has_everything_and_no_secret = crate::person::an_export_has_everything_and_no_secret;
    who_asks_is_forgotten = crate::person::who_asks_is_forgotten;
    a_merged_card_is_forgotten_with_the_one_it_went_to = crate::person::a_merged_card_is_forgotten_with_the_one_it_went_to;
    what_was_told_on_a_card_that_is_left_is_forgotten = crate::person::what_was_told_on_a_card_that_is_left_is_forgotten;
    a_backup_of_before_does_not_bring_anybody_back = crate::person::a_backup_of_before_does_not_bring_anybody_back;
    a_confirmed_address_brings_the_card_back = crate::email::a_confirmed_address_brings_the_card_back;
    another_address_brings_nothing_back = crate::email::another_address_brings_nothing_back;
    letters_and_tries_are_counted = crate::email::letters_and_tries_are_counted;
    who_is_forgotten_is_found_by_no_address = crate::email::who_is_forgotten_is_found_by_no_address;
    staff_moves_a_card_to_another_phone = crate::moves::staff_moves_a_card_to_another_phone;
    a_card_is_found_by_what_its_customer_remembers = crate::moves::a_card_is_found_by_what_its_customer_remembers;
    moves_have_limits = crate::moves::moves_have_limits;
    a_code_of_staff_is_good_once_and_soon_over = crate::moves::a_code_of_staff_is_good_once_and_soon_over;
    nothing_is_used_for_a_day_after_a_move_unless_a_manager_lifts_it = crate::moves::nothing_is_used_for_a_day_after_a_move_unless_a_manager_lifts_it;
    a_till_without_a_network_knows_of_the_pause = crate::moves::a_till_without_a_network_knows_of_the_pause;
    who_is_forgotten_leaves_no_reason = crate::moves::who_is_forgotten_leaves_no_reason;
    verify_finds_a_move_that_was_tampered_with = crate::moves::verify_finds_a_move_that_was_tampered_with;
    the_owner_is_told_of_a_move = crate::owner::the_owner_is_told_of_a_move;
    the_letter_says_when_a_card_can_be_moved_again = crate::owner::the_letter_says_when_a_card_can_be_moved_again;
    nobody_is_told_where_nobody_asked_for_it = crate::owner::nobody_is_told_where_nobody_asked_for_it;
    an_owners_address_is_one = crate::owner::an_owners_address_is_one;
    a_database_of_version_9_goes_on = crate::owner::a_database_of_version_9_goes_on;
    a_database_of_version_8_goes_on = crate::moves::a_database_of_version_8_goes_on;
    a_database_of_version_7_goes_on = crate::email::a_database_of_version_7_goes_on;
    answers_of_before_that_tell_of_somebody_are_not_kept = crate::person::answers_of_before_that_tell_of_somebody_are_not_kept;
    one_effect_each_under_hammering = crate::hammer::one_effect_each_under_hammering;
}
