// What a person is told when a step fails: a short name and a sentence.

export class LoginError extends Error {
  constructor(code, message) {
    super(message);
    this.name = code;
  }
}

export const unreachable = (url) => new LoginError("No answer", `Nothing answers at ${new URL(url).origin}. Is the emulator running?`);
