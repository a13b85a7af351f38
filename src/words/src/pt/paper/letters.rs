//! Portuguese: letters.

use crate::Template;
use crate::paper::Letters;

pub const WORDS: Letters = Letters {
    subject: Template("O seu código para {0}"),
    your_code: "O seu código:",
    type_it: "Escreva-o dentro de 10 minutos na página onde o pediu.",
    confirming: Template("A partir daí este endereço traz de volta o seu cartão de {0}, se perder o telemóvel."),
    recovering: Template("Passa o seu cartão de {0} para esse telemóvel; todos os outros ficam sem ele."),
    not_asked: "Não o pediu? Então não há nada a fazer. Não dê o código a ninguém, nem ao balcão.",
};
