using System.Net;
using FcCreds.Cli.Terminals;
using FcCreds.Server;
using FcCreds.Storage.Embedded;

namespace FcCreds.Cli.Connections;

/// <summary>A server for one command, on a free port of this machine.</summary>
internal static class InProcessServer
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<FcCredsServer> StartAsync(EmulatorChoice choice, Terminal terminal, CancellationToken ct)
    {
        var options = choice.Tuning with
        {
            Configuration = choice.Loaded ?? Configurations.Load(choice, terminal),
            Listen = [new(IPAddress.Loopback, 0)],
            DataFolder = choice.Ephemeral ? null : DataFolders.Choose(choice),
            RootAccessKey = InheritedSecrets.RootAccessKey(),
            SealingKeys = InheritedSecrets.SealingKeys(),
            Announce = false,
            Verbose = choice.Verbose,
        };
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await FcCredsServer.StartAsync(options, ct);
            }
            catch (DataFolderInUseException) when (TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                // Another command has the folder for a moment: a server that stays would have been found.
                await Task.Delay(Pause, TimeProvider.System, ct);
            }
        }
    }
}
