using System.Text.Json;
using FcCreds.Fc.State;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Fc.Triggers.Oss;

namespace FcCreds.Fc.Api;

/// <summary>CreateTrigger, GetTrigger, UpdateTrigger, DeleteTrigger, ListTriggers.</summary>
internal static class FunctionTriggers
{
    private const int MaxTriggers = 50;

    public static async Task CreateAsync(FcCall call)
    {
        var (function, trigger) = await MakeAsync(call, call.ReadBody(FcInputJson.Default.TriggerInput));
        await ReplyAsync(call, function, trigger);
    }

    public static async Task<(FunctionRecord Function, TriggerDeclaration Trigger)> MakeAsync(FcCall call, TriggerInput input)
    {
        var trigger = Change(
            new()
            {
                TriggerName = input.TriggerName is { } name && FcNames.IsPart(name) ? name : throw FcErrors.InvalidArgument.Saying($"triggerName '{input.TriggerName}' is invalid, it must have 1 to 128 letters, digits, '-' and '_', and begin with a letter or '_'"),
                TriggerType = TriggerKinds.All.Contains(input.TriggerType) ? input.TriggerType! : throw FcErrors.InvalidArgument.Saying($"triggerType '{input.TriggerType}' is invalid, it must be one of {string.Join(", ", TriggerKinds.All)}"),
                SourceArn = input.SourceArn,
                TriggerId = call.Context.Accounts.NewId(),
                CreatedTime = call.Now,
            },
            input,
            call.Now);
        var made = await call.ChangeAsync(function =>
        {
            var others = function.Declaration.Triggers;
            if (others.Any(one => one.TriggerName == trigger.TriggerName)) throw FcErrors.TriggerAlreadyExists.Saying($"trigger '{trigger.TriggerName}' already exists in function '{function.Name}'");
            if (others.Count >= MaxTriggers) throw FcErrors.LimitExceeded.Saying($"function '{function.Name}' has {MaxTriggers} triggers, which is the most");
            Check(call, function, trigger);
            return (With(function, [.. others, trigger]), function);
        });
        return (made, trigger);
    }

    public static async Task UpdateAsync(FcCall call)
    {
        var (function, trigger) = await ChangeAsync(call, call.ReadBody(FcInputJson.Default.TriggerInput));
        await ReplyAsync(call, function, trigger);
    }

    public static async Task<(FunctionRecord Function, TriggerDeclaration Trigger)> ChangeAsync(FcCall call, TriggerInput input)
        => await call.ChangeAsync(function =>
        {
            var changed = Change(Require(call, function), input, call.Now);
            Check(call, function, changed);
            var after = With(function, [.. function.Declaration.Triggers.Select(one => one.TriggerName == changed.TriggerName ? changed : one)]);
            return (after, (after, changed));
        });

    public static Task GetAsync(FcCall call)
    {
        var function = call.RequireFunction();
        return ReplyAsync(call, function, Require(call, function));
    }

    public static Task ListAsync(FcCall call)
    {
        var function = call.RequireFunction();
        var (page, next) = Paging.Of(call, function.Declaration.Triggers.OrderBy(one => one.TriggerName, StringComparer.Ordinal), one => one.TriggerName);
        return call.ReplyAsync(new([.. page.Select(one => TriggerModel.Of(one, function))], next), FcJson.Readable.TriggerPage);
    }

    public static async Task DeleteAsync(FcCall call)
    {
        await call.ChangeAsync(function =>
        {
            var gone = Require(call, function);
            return (With(function, [.. function.Declaration.Triggers.Where(one => one.TriggerName != gone.TriggerName)]), 0);
        });
        call.ReplyNothing();
    }

    private static TriggerDeclaration Change(TriggerDeclaration now, TriggerInput input, DateTimeOffset at) => now with
    {
        Description = input.Description ?? now.Description,
        Qualifier = input.Qualifier is { Length: > 0 } qualifier ? qualifier : now.Qualifier,
        InvocationRole = input.InvocationRole ?? now.InvocationRole,
        TriggerConfig = Settings(input.TriggerConfig) ?? now.TriggerConfig,
        LastModifiedTime = at,
    };

    private static void Check(FcCall call, FunctionRecord function, TriggerDeclaration trigger)
    {
        FunctionQualifier.Require(function, trigger.Qualifier);
        List<SettingsProblem> problems = [];
        TriggerKinds.Check(trigger.TriggerType, trigger.TriggerConfig, problems);
        if (problems.Count > 0) throw FcErrors.InvalidArgument.Saying($"triggerConfig is invalid: {string.Join(" ", problems.Select(problem => problem.Message))}");
        if (trigger.TriggerType == OssTrigger.Type) CheckSource(call, function, trigger);
        if (trigger.TriggerType != HttpTrigger.Type) return;
        if (function.Declaration.Triggers.FirstOrDefault(one => one.TriggerType == HttpTrigger.Type && one.Qualifier == trigger.Qualifier && one.TriggerName != trigger.TriggerName) is { } other)
            throw FcErrors.InvalidArgument.Saying($"'{trigger.Qualifier}' of function '{function.Name}' has the HTTP trigger '{other.TriggerName}' already; one is the most");
    }

    private static void CheckSource(FcCall call, FunctionRecord function, TriggerDeclaration trigger)
    {
        if (OssTrigger.BucketOf(trigger.SourceArn) is null) throw FcErrors.InvalidArgument.Saying($"sourceArn '{trigger.SourceArn}' is invalid, it must be the ARN of a bucket");
        var others = call.Account.Functions.Values.SelectMany(one => one.Declaration.Triggers.Where(other => one.Name != function.Name || other.TriggerName != trigger.TriggerName));
        if (OssTrigger.Objection(trigger, others) is { } objection) throw FcErrors.InvalidArgument.Saying(objection);
    }

    private static string? Settings(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return text;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw FcErrors.InvalidArgument.Saying("triggerConfig must be a JSON object in a string");
    }

    public static TriggerDeclaration Require(FcCall call, FunctionRecord function)
        => call.Values["{triggerName}"] is var name && function.Declaration.Triggers.FirstOrDefault(one => one.TriggerName == name) is { } trigger
            ? trigger
            : throw FcErrors.TriggerNotFound.Saying($"trigger '{name}' does not exist in function '{function.Name}'");

    /// <summary>Instances stay as they are.</summary>
    private static FunctionRecord With(FunctionRecord function, IReadOnlyList<TriggerDeclaration> triggers)
        => function with { Declaration = function.Declaration with { Triggers = triggers } };

    /// <summary>Nothing calls a function through a trigger of a kind that is not served.</summary>
    private static Task ReplyAsync(FcCall call, FunctionRecord function, TriggerDeclaration trigger)
    {
        call.HasNoEffect = !TriggerKinds.IsServed(trigger.TriggerType);
        return call.ReplyAsync(TriggerModel.Of(trigger, function), FcJson.Readable.TriggerModel);
    }
}
