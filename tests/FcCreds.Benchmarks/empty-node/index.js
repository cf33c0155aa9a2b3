exports.handler = async () => '';
