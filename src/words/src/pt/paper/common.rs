//! Portuguese: what more than one page says.

use crate::Template;
use crate::paper::{Common, MailCode};

pub const WORDS: Common = Common {
    back: "Voltar ao cartão",
    pages: "Mais sobre este cartão",
    install: "Ecrã principal",
    version: Template("Versão {0} do programa. O que ganhou antes continua a ser seu numa nova."),
    no_card: "Este navegador não tem nenhum cartão aqui. Abra a página da loja para obter um.",
    save: "Guardar",
    invalid: "Assim não pode ser. Verifique o que preencheu e tente de novo.",
    again: "A página era antiga. Nada mudou: tente de novo a partir daqui.",
    gone: "Isso já não existe. É assim que está agora.",
    wait: "Foram muitas tentativas. Espere uns minutos e tente de novo.",
    failed: "Não resultou. Nada mudou: tente de novo daqui a pouco.",
};

pub const MAIL_CODE: MailCode = MailCode {
    send: "Enviar-me um código",
    send_another: "Enviar outro código",
    type_it: "Escreva aqui o código do e-mail. Não chegou nada? Procure no correio indesejado.",
    label: "Código do e-mail",
    wrong: "Esse não é o código do e-mail, ou é demasiado antigo.",
};
