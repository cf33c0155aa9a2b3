using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds fault</c>: what goes wrong on purpose at a server that runs.</summary>
internal static class FaultCommand
{
    public static CliCommand Create(Terminal terminal) => new("fault", "Make requests of a running server slow, refused or broken, on purpose.")
    {
        Examples =
        [
            new("fault set sts:AssumeRole --status 503 --for 30s", "STS is down for half a minute"),
            new("fault set 'oss:*' --latency 200ms --probability 0.1", "One in ten OSS requests is slow"),
            new("fault list", "What is set, and how many requests it met"),
            new("fault clear", "All of it ends"),
        ],
        Subcommands = { FaultSetCommand.Create(terminal), FaultListCommand.Create(terminal), FaultClearCommand.Create(terminal) },
    };
}
