//! Portuguese: the counter's page for lost phones.

use super::count;
use crate::{Moves, Template};

pub const WORDS: Moves = Moves {
    back: "Voltar ao balcão",
    about: "Procure o cartão pelo número, ou por quando o cliente esteve aqui. Um telemóvel novo recebe-o com tudo o que tem.",
    number: "Número do cartão",
    around: "Esteve aqui por volta de",
    find: "Procurar o cartão",
    found: "Não leia isto em voz alta: pergunte quando veio pela última vez e o que tem o cartão.",
    none: "Nenhum cartão serve. Pergunte por outro dia ou outra hora.",
    here: Template("Aqui a {0}"),
    last: Template("Última visita a {0}"),
    never: "Nunca esteve no balcão",
    rewards: count("{0} recompensa pronta", "{0} de recompensas prontas", "{0} recompensas prontas"),
    choose: "É este",
    other: "Outro cartão",
    means: "O telemóvel novo recebe o cartão e o antigo perde-o logo, com o código de recuperação. O que tem espera 24 horas antes de poder ser usado; continua a ganhar. O dono lê isto, com o seu nome.",
    reason: "Como sabe que é o dele?",
    give: "Criar um código",
    code: "O código para o telemóvel novo",
    use_it: Template("Lê-se com a câmara do telemóvel novo, ou abre-se aí {0} e escreve-se o código."),
    qr_label: "O mesmo código, para a câmara de um telemóvel",
    until: Template("Serve uma vez, até {0}."),
    till_full: "Esta caixa já passou hoje todos os cartões que pode.",
    moved_today: "Este cartão já mudou de telemóvel hoje.",
    moves: "Cartões que mudaram",
    no_moves: "Ainda nenhum.",
    by: Template("Por {0}, em «{1}»"),
    unused: "O código não foi usado.",
    waits: Template("O que tem espera até {0}."),
    free: "O que tem pode ser usado.",
    lifted_by: Template("{0} terminou a espera."),
    lift: "Terminar a espera",
    lifted: "O que o cartão tem já pode ser usado.",
};
