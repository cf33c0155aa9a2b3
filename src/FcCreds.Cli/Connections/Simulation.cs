using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Core.Errors;
using FcCreds.Core.Policy;
using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration;
using FcCreds.Server.Control.Why;

namespace FcCreds.Cli.Connections;

/// <summary>Asks the server that runs, for its policies may have changed since it started; without one, the configuration as it is written.</summary>
internal static class Simulation
{
    public static async Task<SimulationReport> RunAsync(EmulatorChoice choice, SimulationOrder order, Terminal terminal, CancellationToken ct)
    {
        if (await RunsAsync(choice, ct))
        {
            await using var emulator = await Emulator.OpenAsync(choice, terminal, ct);
            return await new OrderClient(emulator).SimulateAsync(order, ct);
        }
        var configuration = Configurations.Load(choice, terminal);
        var simulator = new PolicySimulator(new RamDirectory(configuration.Accounts, TimeProvider.System), configuration.AccountId, (name, _) => new(Bucket(configuration, name)));
        try
        {
            return await simulator.RunAsync(order, ct);
        }
        catch (ServiceException refused)
        {
            throw CliFailure.Usage(refused.Message);
        }
    }

    private static async Task<bool> RunsAsync(EmulatorChoice choice, CancellationToken ct)
        => choice.Server is not null
            || (!choice.Ephemeral && RunningServer.Recorded(DataFolders.Choose(choice)) is { } recorded && await RunningServer.AskAsync(new(recorded.Url), ct) is not null);

    private static SimulatedBucket? Bucket(FcCredsConfiguration configuration, string name)
        => configuration.Buckets.FirstOrDefault(bucket => bucket.Name == name) is { } declared
            ? new(declared.AccountId, declared.Policy is { } policy ? new AttachedPolicy("bucket", "Inline", policy) : null)
            : null;
}
