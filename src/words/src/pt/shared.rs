//! Portuguese, as it is written in Portugal: what all apps say.

use super::count;
use crate::{Sentences, Shared};

pub const WORDS: Shared = Shared {
    close: "Fechar",
    back: "Voltar",
    retry: "Tentar de novo",
    new_version: "Há uma nova versão.",
    reload: "Recarregar",
    language: "Língua",
    just_now: "agora mesmo",
    stamps: count("{0} carimbo", "{0} de carimbos", "{0} carimbos"),
    points: count("{0} ponto", "{0} de pontos", "{0} pontos"),
    offline: Sentences::new("De momento não há ligação.", "Verifique a rede e tente de novo."),
    rate_limited: Sentences::new("Foi muito de uma só vez.", "Espere um momento e tente de novo."),
    busy: Sentences::new("O servidor está ocupado.", "Tente daqui a pouco: nada se perde."),
    internal: Sentences::new("Algo correu mal do nosso lado.", "Tente de novo: nada é contado duas vezes."),
    unknown_shop: Sentences::new(
        "Não há nenhuma loja neste endereço.",
        "Verifique a ligação ou leia de novo o cartaz da loja.",
    ),
    not_found: Sentences::new("Não há nada neste endereço.", "Volte atrás e tente de novo."),
    bad_public_key: Sentences::new(
        "A chave deste telemóvel não foi aceite.",
        "Atualize o navegador e abra o cartão de novo.",
    ),
    holder_required: Sentences::new(
        "Este navegador não tem nenhum cartão aqui.",
        "Obtenha um cartão na página da loja.",
    ),
    failed: Sentences::new("Não resultou.", "Recarregue a página e tente de novo."),
};
