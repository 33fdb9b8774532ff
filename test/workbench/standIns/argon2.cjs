// Stands in for argon2, which code-server imports at start and uses for passwords alone. Here it runs without one
// (`--auth none`), and the real thing would have to be compiled.
const refuse = () => Promise.reject(new Error('This workbench runs without passwords.'));

exports.hash = refuse;
exports.verify = refuse;
