return await FcCreds.Cli.CommandTree.RunAsync(args).ConfigureAwait(false);
