//! A thousand signatures made by the browser's own WebCrypto, verified by the server's verifier and by `p256`.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use it::{Browser, Engine, Screen, Server, phone};
use pass::{CardId, Header, P256Verifier, PublicKey, Purpose, RingVerifier, Slot, Step, Verifier, signed_bytes};
use serde_json::{Value, json};

const PASSES: usize = 1000;

/// Makes a key as the card app does, signs each message with it, answers the raw public key and the signatures.
const SIGN: &str = r#"
const [messages, done] = arguments;
const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)));
(async () => {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  const signatures = [];
  for (const m of messages)
    signatures.push(text(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, bytes(m))));
  return { extractable: pair.privateKey.extractable, key: text(await crypto.subtle.exportKey("raw", pair.publicKey)), signatures };
})().then(done, e => done({ error: String(e) }));
"#;

fn random_header() -> Header {
    let random = phone::new_key().to_bytes();
    Header {
        card: CardId(random[..8].try_into().expect("8 bytes")),
        slot: Slot::new(random[8] % 8).expect("0 to 7"),
        purpose: if random[9].is_multiple_of(2) { Purpose::Show } else { Purpose::Redeem },
        step: Step(u32::from_be_bytes(random[10..14].try_into().expect("4 bytes"))),
    }
}

fn decode<const N: usize>(text: &Value) -> [u8; N] {
    let bytes = STANDARD.decode(text.as_str().expect("base64")).expect("base64");
    bytes.try_into().unwrap_or_else(|bytes: Vec<u8>| panic!("{} bytes instead of {N}", bytes.len()))
}

/// One bit of the message or of the signature turned over, another place each time.
fn mutate(number: usize, message: &mut [u8], signature: &mut [u8; 64]) {
    let place = number * 7919;
    if number.is_multiple_of(2) {
        message[place % message.len()] ^= 1 << (number % 8);
    } else {
        signature[place % 64] ^= 1 << (number % 8);
    }
}

in_each_engine!(a_browsers_signatures_hold_and_mutated_ones_do_not);

fn a_browsers_signatures_hold_and_mutated_ones_do_not(engine: Engine) {
    let server = Server::demo();
    let browser = Browser::open(Screen::PHONE.in_engine(engine));
    browser.goto(&server.url("/healthz"));
    let messages: Vec<Vec<u8>> = (0..PASSES).map(|_| signed_bytes(server.host(), &random_header())).collect();
    let encoded: Vec<String> = messages.iter().map(|message| STANDARD.encode(message)).collect();
    let made = browser.script_async(SIGN, &[json!(encoded)]);
    assert_eq!(made["extractable"], false, "the browser made a key it does not give away: {made}");
    let key = PublicKey::from_trusted_uncompressed(decode::<65>(&made["key"]));
    let key = PublicKey::parse(&key.compressed()).expect("the browser's key is one the server enrols");
    let signatures = made["signatures"].as_array().expect("signatures");
    assert_eq!(signatures.len(), PASSES);
    for (number, (message, signature)) in messages.iter().zip(signatures).enumerate() {
        let (mut message, mut signature) = (message.clone(), decode::<64>(signature));
        assert!(RingVerifier.verify(&key, &message, &signature), "ring refuses the browser's signature {number}");
        assert!(P256Verifier.verify(&key, &message, &signature), "p256 refuses the browser's signature {number}");
        mutate(number, &mut message, &mut signature);
        assert!(!RingVerifier.verify(&key, &message, &signature), "ring takes the mutated signature {number}");
        assert!(!P256Verifier.verify(&key, &message, &signature), "p256 takes the mutated signature {number}");
    }
}
