using System.CommandLine;
using System.Text;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Core.Ids;
using FcCreds.Core.Time;
using FcCreds.Fc.Events;
using FcCreds.Fc.Triggers.Oss;
using FcCreds.Identity.Ram;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds event generate</c>: JSON on standard output, for <c>fccreds invoke --event -</c>.</summary>
internal static class EventGenerateCommand
{
    private static readonly SampleOptions Defaults = new(new(TimeProvider.System), default) { AccountId = AccountIds.Default };

    private static readonly Argument<string> Kind = new("type") { Description = string.Join("; ", SampleEvent.Kinds.Select(kind => $"{kind.Key}: {kind.Value}")) };

    private static readonly Option<string> Bucket = new("--bucket") { HelpName = "NAME", Description = "oss: the bucket", DefaultValueFactory = _ => Defaults.Bucket };

    private static readonly Option<string> Key = new("--key") { HelpName = "KEY", Description = "oss, cdn: the object", DefaultValueFactory = _ => Defaults.Key };

    private static readonly Option<string> EventName = new("--event-name") { HelpName = "NAME", Description = "oss: what happened, such as ObjectRemoved:DeleteObject", DefaultValueFactory = _ => Defaults.EventName };

    private static readonly Option<string> TriggerName = new("--trigger-name") { HelpName = "NAME", Description = "timer: the trigger", DefaultValueFactory = _ => Defaults.TriggerName };

    private static readonly Option<string> Method = new("--method") { HelpName = "VERB", Description = "http: the method", DefaultValueFactory = _ => Defaults.Method };

    private static readonly Option<string> Path = new("--path") { HelpName = "PATH", Description = "http: path and query", DefaultValueFactory = _ => Defaults.Path };

    private static readonly Option<string?> Body = new("--body") { HelpName = "TEXT", Description = "Body of a request, a message or a row; a timer's payload" };

    private static readonly Option<string> Region = new("--region") { HelpName = "ID", Description = "Where it happened", DefaultValueFactory = _ => Defaults.Region };

    private static readonly Option<string> Account = new("--account") { HelpName = "ID", Description = "Whose it is", DefaultValueFactory = _ => Defaults.AccountId };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("generate", "Print an event as a trigger hands it to its function.")
        {
            Examples =
            [
                new("event generate oss --bucket pictures --key source/a.png", "An object was put"),
                new("event generate timer --body wake", "A timer with a payload fired"),
                new("event generate http --method POST --path '/orders?id=1' --body '{}'", "A request came"),
            ],
        };
        Kind.AcceptOnlyFromAmong([.. SampleEvent.Kinds.Keys]);
        EventName.AcceptOnlyFromAmong([.. OssTriggerSettings.AllEvents.Where(name => !name.EndsWith('*')).Select(name => name["oss:".Length..])]);
        command.Arguments.Add(Kind);
        foreach (var option in new Option[] { Bucket, Key, EventName, TriggerName, Method, Path, Body, Region, Account }) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var clock = Clocks.System().Wire;
            Terminal.Print(Encoding.UTF8.GetString(SampleEvent.Of(parsed.GetRequiredValue(Kind), new(new IdSource(clock), clock.GetUtcNow())
            {
                Bucket = parsed.GetRequiredValue(Bucket),
                Key = parsed.GetRequiredValue(Key),
                EventName = parsed.GetRequiredValue(EventName),
                TriggerName = parsed.GetRequiredValue(TriggerName),
                Method = parsed.GetRequiredValue(Method),
                Path = parsed.GetRequiredValue(Path),
                Body = parsed.GetValue(Body),
                Region = parsed.GetRequiredValue(Region),
                AccountId = parsed.GetRequiredValue(Account),
            })));
            return ExitCodes.Success;
        });
        return command;
    }
}
