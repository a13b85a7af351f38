// The mail server of the stories about letters: tells its port, then each letter that it takes, as a line of JSON. Ends with its standard input.
const { SMTPServer } = require(process.argv[2]);

const tell = (value) => console.log(JSON.stringify(value));

const server = new SMTPServer({
  authOptional: true,
  // Its certificate is one that nobody vouches for.
  disabledCommands: process.argv[3] === "plain" ? ["STARTTLS"] : [],
  onData(stream, session, done) {
    let text = "";
    stream.setEncoding("utf8");
    stream.on("data", (part) => (text += part));
    stream.on("end", () => {
      tell({ to: session.envelope.rcptTo.map(({ address }) => address), text });
      done();
    });
  },
});
// Somebody who hangs up is no reason to end.
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => tell({ port: server.server.address().port }));
process.stdin.on("end", () => process.exit()).resume();
