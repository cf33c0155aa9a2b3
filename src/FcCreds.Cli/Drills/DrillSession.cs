using FcCreds.Cli.Connections;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Drills.Results;
using FcCreds.Drills.Running;
using FcCreds.Drills.Scenarios;

namespace FcCreds.Cli.Drills;

/// <summary>Runs drills, each on a server of its own that is gone afterwards, unless one was named.</summary>
internal sealed class DrillSession(EmulatorChoice choice, ulong seed, bool allowReal, Terminal terminal)
{
    public async Task<DrillResult> RunAsync(Scenario drill, bool shallFail, IProgress<DrillProgress>? progress, CancellationToken ct)
    {
        try
        {
            await using var emulator = await Emulator.OpenAsync(ChoiceFor(drill), terminal, ct);
            var cloud = new ControlledCloud(emulator, new(emulator), allowReal);
            return await new DrillRunner(cloud, TimeProvider.System, ProductVersion.Text).RunAsync(drill, seed, progress, ct) with { ShallFail = shallFail };
        }
        catch (DrillImpossible impossible)
        {
            throw CliFailure.Failed($"{drill.File}: {impossible.Message}");
        }
    }

    private EmulatorChoice ChoiceFor(Scenario drill)
    {
        if (choice.Server is not null) return choice;
        var own = drill.Configuration is { } file ? new FileInfo(Path.Combine(drill.Folder, file)) : choice.Config;
        return choice with { Ephemeral = true, Config = own };
    }
}
