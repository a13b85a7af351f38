//! Portuguese: the phones of a card.

use crate::Template;
use crate::paper::Settings;

pub const WORDS: Settings = Settings {
    phones: "Telemóveis com este cartão",
    what_phones_are: "Cada telemóvel, e cada ícone num ecrã principal, tem uma chave própria. Até quatro podem mostrar este cartão; um quinto toma o lugar do que não é usado há mais tempo.",
    phone_no: Template("Telemóvel {0}"),
    this_phone: "Este telemóvel",
    added: Template("Desde {0}"),
    last_used: Template("mostrado pela última vez {0}"),
    never_used: "ainda não mostrado",
    webcrypto: "O navegador guarda a sua chave e não a dá a ninguém.",
    memory: "A sua chave é feita de novo cada vez que o cartão é aberto.",
    raw: "A sua chave está no armazenamento do navegador, por isso a loja confirma cada recompensa.",
    rename: "Dar-lhe um nome",
    name: "Nome",
    take_off: "Retirar",
    question: "Retirar este telemóvel do cartão?",
    means_here: "É o telemóvel em que está a ler isto. Deixa logo de mostrar o seu código. O cartão continua a ser seu neste navegador: volta com um toque.",
    means_this_browser: "Pertence a este navegador, por exemplo como ícone no seu ecrã principal. Deixa logo de mostrar o seu código. Um toque ali traz o cartão de volta.",
    means_elsewhere: "Deixa logo de mostrar o seu código, e o cartão desaparece desse telemóvel. É o que convém se foi perdido, vendido ou dado.",
    means_always: "Os seus carimbos e recompensas ficam como estão: estão na loja, não no telemóvel.",
    the_only_one: "Nenhum outro telemóvel tem este cartão.",
    keep: "Manter",
    named: "O nome está guardado.",
    revoked: "O telemóvel foi retirado do cartão.",
};
