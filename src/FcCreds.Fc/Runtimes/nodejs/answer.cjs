// How a handler answers: by its callback, from Node.js 18 on also by what it returns. The first answer counts.
'use strict';

class Answer {
    static current = null;

    static of(handler, args, settings) {
        return new Promise(resolve => {
            const answer = new Answer(resolve);
            Answer.current = answer;
            const callback = (error, returned) => {
                if (error !== null && error !== undefined) answer.give({ error, handled: true });
                else answer.give({ returned });
            };
            let returned;
            try {
                returned = handler(...args, callback);
            } catch (error) {
                answer.fail(error);
                return;
            }
            // Up to 16 an async handler's result is ignored: without its callback it runs into the timeout.
            if (!settings.isModern) return;
            if (typeof returned?.then === 'function') returned.then(value => answer.give({ returned: value }), error => answer.fail(error));
            else if (returned !== undefined || handler.length <= args.length) answer.give({ returned });
        });
    }

    constructor(resolve) {
        this.resolve = resolve;
    }

    give(given) {
        if (Answer.current !== this) return;
        Answer.current = null;
        this.resolve(given);
    }

    fail(error) {
        this.give({ error });
        return true;
    }
}

module.exports = { Answer };
