//! Which texts are links, and which host they are signed for.

use pass::{Pass, PassError, host_in, host_of};

const DIGITS: &str = "0028163054112867154613167872896224441896337938075264621225111456835057301166933977305494689648854902913846729902974155536432582685986486356322331246220564401052846890404222885079870656023038";

#[test]
fn hosts_are_lower_case_with_the_port_a_browser_shows() {
    for (origin, host) in [
        ("https://c.example.org", "c.example.org"),
        ("HTTPS://C.Example.ORG", "c.example.org"),
        ("http://localhost:8080", "localhost:8080"),
        ("http://127.0.0.1:49152", "127.0.0.1:49152"),
        ("http://[::1]:8080", "[::1]:8080"),
        ("http://[::1]", "[::1]"),
        ("https://c.example.org/", "c.example.org"),
        ("https://c.example.org:443", "c.example.org"),
        ("https://c.example.org:80", "c.example.org:80"),
        ("http://c.example.org:80", "c.example.org"),
        ("http://c.example.org:443", "c.example.org:443"),
        ("https://xn--caf-dma.example", "xn--caf-dma.example"),
    ] {
        assert_eq!(host_of(origin).as_deref(), Some(host), "{origin}");
    }
}

#[test]
fn what_is_no_origin_has_no_host() {
    for text in [
        "",
        "https://",
        "c.example.org",
        "ftp://c.example.org",
        "javascript://c.example.org",
        "https://c.example.org/card",
        "https://user@c.example.org",
        "https://user:pw@c.example.org",
        "https://c.example.org:",
        "https://c.example.org:0x50",
        "https://c.example.org:+80",
        "https://c.example.org:65536",
        "https://:8080",
        "https://::1",
        "https://[::1",
        "https://[]",
        "https://[g::1]",
        "https://café.example",
        "https://c.example.org\0evil",
        "https://c.example.org evil",
    ] {
        assert_eq!(host_of(text), None, "{text:?}");
    }
    // An origin has at most 272 characters.
    assert!(host_of(&format!("https://{}", "a".repeat(264))).is_some());
    assert_eq!(host_of(&format!("https://{}", "a".repeat(265))), None);
}

#[test]
fn a_link_names_its_host_and_digits_name_none() {
    assert_eq!(host_in(&format!(" https://C.example.org/s#{DIGITS}\n")).as_deref(), Some("c.example.org"));
    assert_eq!(host_in(DIGITS), None);
    assert_eq!(host_in(&format!("https://c.example.org/t#{DIGITS}")), None);
}

#[test]
fn links_are_read_from_any_origin_but_only_from_the_page_that_is_theirs() {
    for good in
        ["https://c.example.org/s#", "http://localhost:8080/s#", "HTTP://LOCALHOST/s#", "http://[::1]:8080/s#", ""]
    {
        assert!(Pass::parse(&format!("{good}{DIGITS}")).is_ok(), "{good}");
    }
    for wrong in [
        "#",
        "/s#",
        "s#",
        "c.example.org/s#",
        "https://c.example.org#",
        "https://c.example.org/#",
        "https://c.example.org/S#",
        "https://c.example.org/x/s#",
        "https://c.example.org/s?a=b#",
        "https://c.example.org/s##",
        "https://c.example.org/s/",
        "ftp://c.example.org/s#",
        "https://user@c.example.org/s#",
        "https:///s#",
    ] {
        assert_eq!(Pass::parse(&format!("{wrong}{DIGITS}")).unwrap_err(), PassError::Malformed, "{wrong}");
    }
}

#[test]
fn a_link_as_long_as_a_host_can_be_is_read_and_a_longer_one_is_not() {
    let longest = format!("https://{}:65535/s#{DIGITS}", "a".repeat(253));
    assert!(Pass::parse(&longest).is_ok());
    let longer = format!("https://{}:65535/s#{DIGITS}", "a".repeat(270));
    assert_eq!(Pass::parse(&longer).unwrap_err(), PassError::Malformed);
}

#[test]
fn codes_of_refusals_are_those_of_the_contract() {
    let codes = [PassError::Malformed, PassError::UnsupportedVersion, PassError::BadSignature].map(PassError::code);
    assert_eq!(codes, ["malformed", "unsupported_version", "bad_signature"]);
}
