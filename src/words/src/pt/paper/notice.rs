//! Portuguese: the letter to the owner.

use crate::Template;
use crate::paper::Notice;

pub const WORDS: Notice = Notice {
    subject: Template("O cartão {0} de {1} passou para outro telemóvel"),
    moved: Template("O cartão {0} de {1} passou para outro telemóvel a {2}."),
    by: Template("O código para isso foi dado por {0}, na caixa «{1}»."),
    ends: Template(
        "Os telemóveis que o tinham antes perderam-no, e o seu código de recuperação já não serve. O que tem não pode ser usado até {0}; continua a ganhar.",
    ),
    right: Template(
        "Está certo? Então não há nada a fazer. Um responsável pode terminar a espera ao balcão, no menu em «{0}».",
    ),
    wrong: Template(
        "Não está? Então deixe a espera como está, e leia no mesmo sítio como {0} soube de quem é o cartão. A partir de {1} pode passar aí mais uma vez, para o telemóvel certo; o que o tem agora perde-o logo.",
    ),
};
