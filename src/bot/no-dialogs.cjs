/** In place of `botbuilder-dialogs`: see teams-application.ts. The library extends this one when it is loaded. */
exports.Dialog = class {};
