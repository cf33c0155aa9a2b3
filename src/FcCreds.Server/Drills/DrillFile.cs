using FcCreds.Drills.Scenarios;
using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Drills;

/// <summary>Reads a drill. Null, and at least one problem told, when it cannot be run as it is written.</summary>
internal sealed class DrillFile(Problems problems)
{
    private const int MostConcurrency = 256;
    private static readonly TimeSpan LongestLoad = TimeSpan.FromHours(1);

    private readonly DrillText text = new(problems);

    /// <param name="shown">How messages call the file.</param>
    /// <param name="folder">What relative paths count from.</param>
    /// <param name="source">The file's text.</param>
    /// <param name="problems">Takes every mistake.</param>
    public static Scenario? Read(string shown, string folder, string source, Problems problems)
        => new DrillFile(problems).Read(shown, folder, YamlSource.Read(shown, source, problems));

    private Scenario? Read(string shown, string folder, YamlValue? root)
    {
        if (root is null)
        {
            if (!problems.HasErrors) problems.Error(new(shown, 0, 0), "The file is empty; fccreds drill new NAME writes one.");
            return null;
        }
        if (Section.Open(root, "a drill", DrillKeys.Root, problems) is not { } section) return null;
        var name = section.RequiredText("drill");
        var (clock, load, target, credentials) = (Clock(section), Load(section), Target(section), Credentials(section));
        var moments = new MomentReader(text, problems).Read(section.Items("timeline"), load?.Duration);
        var expect = new ExpectReader(text, problems).Read(section);
        if (target is not null && credentials is not null) CheckWay(section, target, credentials);
        var (passes, fails) = target is null ? ([], []) : (Others(section, "passes-with", target), Others(section, "fails-with", target));
        if (problems.HasErrors || name is null || clock is null || target is null || credentials is null || load is null || expect is null) return null;
        return new()
        {
            Name = name,
            Description = section.Text("description")?.Trim(),
            Correct = section.Text("correct")?.Trim(),
            Catches = Texts(section, "catches"),
            Suites = Texts(section, "suites"),
            Configuration = section.Text("config"),
            Clock = clock.Value,
            Target = target,
            PassesWith = passes,
            FailsWith = fails,
            Credentials = credentials,
            Load = load,
            Timeline = moments,
            Expect = expect,
            Folder = folder,
            File = shown,
        };
    }

    private DrillClock? Clock(Section section)
    {
        switch (section.RequiredText("clock"))
        {
            case null: return null;
            case "none": return DrillClock.None;
            case "life": return DrillClock.Life;
            case "wire": return DrillClock.Wire;
            case "both": return DrillClock.Both;
            default:
                problems.Error(section.At("clock"), "'clock' says which of the server's clocks the drill moves: none, life, wire or both.");
                return null;
        }
    }

    private DrillTarget? Target(Section drill)
    {
        if (Part(drill, "target", "a target", DrillKeys.Target) is not { } section) return null;
        var (http, function, command) = (section.Text("http"), section.Text("function"), Texts(section, "command"));
        if ((http is null ? 0 : 1) + (function is null ? 0 : 1) + (command.Count == 0 ? 0 : 1) != 1)
            problems.Error(section.Start, "A target is one of 'http' (a URL), 'function' (a name) and 'command' (a list: the program and its arguments).");
        if (http is not null && !(Uri.TryCreate(http, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")) problems.Error(section.At("http"), $"'{http}' is no http or https URL.");
        return new()
        {
            Http = http,
            Function = function,
            Command = command.Count == 0 ? null : command,
            Method = section.Text("method") ?? "POST",
            Body = section.Text("body") ?? "",
            Environment = Variables(section),
        };
    }

    /// <summary>Each a function's name or a command, under the same load.</summary>
    private List<DrillTarget> Others(Section drill, string key, DrillTarget target)
    {
        List<DrillTarget> others = [];
        foreach (var item in drill.Items(key))
        {
            if (item is YamlText name) others.Add(target with { Function = name.Value, Command = null, Http = null });
            else if (item is YamlList { Items.Count: > 0 } list && list.Items.All(part => part is YamlText)) others.Add(target with { Function = null, Http = null, Command = [.. list.Items.Select(part => ((YamlText)part).Value)] });
            else problems.Error(item.At, $"'{key}' is a list of functions' names, or of commands, which are lists themselves.");
        }
        return others;
    }

    private Dictionary<string, string> Variables(Section target)
    {
        Dictionary<string, string> variables = [];
        if (target.Find("environment") is not { } value) return variables;
        if (value is YamlMap map)
        {
            foreach (var (key, entry) in map.Entries)
            {
                if (entry is YamlText written) variables[key.Value] = written.Value;
                else problems.Error(entry.At, $"The variable '{key.Value}' is text; this is {entry.Kind}.");
            }
        }
        else problems.Error(value.At, "'environment' is a mapping of variables to their values.");
        return variables;
    }

    private DrillCredentials? Credentials(Section drill)
    {
        if (Part(drill, "credentials", "credentials", DrillKeys.Credentials) is not { } section) return null;
        CredentialsVia? via = section.RequiredText("via") switch
        {
            "context" => CredentialsVia.Context,
            "env" => CredentialsVia.Env,
            "uri" => CredentialsVia.Uri,
            "metadata" => CredentialsVia.Metadata,
            "sts" => CredentialsVia.Sts,
            "oidc" => CredentialsVia.Oidc,
            _ => null,
        };
        if (via is null)
        {
            if (section.Find("via") is { } wrong) problems.Error(wrong.At, "'via' is one of context, env, uri, metadata, sts and oidc.");
            return null;
        }
        var (role, user) = (section.Text("role"), section.Text("user"));
        if (role is null && user is null && via != CredentialsVia.Context) problems.Error(section.Start, "Credentials are of a 'role' or of a 'user'.");
        if (via == CredentialsVia.Sts && (role is null || user is null)) problems.Error(section.Start, "'via: sts' needs 'user', whose key the client has, and 'role', which it assumes.");
        return new() { Role = role, User = user, Via = via.Value, Duration = text.Duration(section, "duration") };
    }

    private void CheckWay(Section drill, DrillTarget target, DrillCredentials credentials)
    {
        if (target.Function is not null != (credentials.Via == CredentialsVia.Context))
            problems.Error(drill.At("credentials"), "'via: context' goes with a function, and a function's credentials come no other way.");
    }

    private DrillLoad? Load(Section drill)
    {
        if (Part(drill, "load", "a load", DrillKeys.Load) is not { } section) return null;
        var (rate, duration, concurrency) = (text.Rate(section, "rate"), text.Duration(section, "duration"), section.Integer("concurrency", 1, MostConcurrency, "requests"));
        if (section.Find("rate") is null) problems.Error(section.Start, "A load needs 'rate'.");
        if (section.Find("duration") is null) problems.Error(section.Start, "A load needs 'duration'.");
        if (duration > LongestLoad) problems.Error(section.At("duration"), $"A load lasts {LongestLoad.TotalMinutes} minutes at most.");
        return rate is null || duration is null ? null : new(rate.Value, concurrency ?? 1, duration.Value);
    }

    private Section? Part(Section drill, string key, string what, string[] keys)
    {
        if (drill.Find(key) is { } value) return Section.Open(value, what, keys, problems);
        problems.Error(drill.Start, $"A drill needs '{key}'.");
        return null;
    }

    private List<string> Texts(Section section, string key)
    {
        List<string> texts = [];
        foreach (var item in section.Items(key))
        {
            if (item is YamlText one) texts.Add(one.Value);
            else problems.Error(item.At, $"'{key}' is a list of texts.");
        }
        return texts;
    }
}
