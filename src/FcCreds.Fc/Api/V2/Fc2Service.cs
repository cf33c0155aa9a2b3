using FcCreds.Fc.State;

namespace FcCreds.Fc.Api.V2;

/// <summary>What a path calls a service: <c>name</c> or <c>name.qualifier</c>.</summary>
internal readonly record struct Fc2Service(string Name, string Qualifier)
{
    private const char Separator = '$';

    public static Fc2Service Read(FcCall call) => Read(call.Values[Fc2Api.ServiceName]);

    public static Fc2Service Read(string segment)
    {
        var dot = segment.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new(segment, CataloguedFunction.Latest) : new(segment[..dot], segment[(dot + 1)..]);
    }

    /// <summary>Services that were made, and those that functions are said to be in.</summary>
    public static IEnumerable<string> All(FcAccountRecord account)
        => account.Functions.Keys.Where(name => name.Contains(Separator, StringComparison.Ordinal)).Select(name => name[..name.IndexOf(Separator, StringComparison.Ordinal)])
            .Concat(account.Services.Keys).Distinct().Order(StringComparer.Ordinal);

    /// <summary>What FC 3.0 calls a function that is made in a service.</summary>
    public static string NewNameIn(string service, string function) => $"{service}{Separator}{function}";

    /// <summary>In that service and no other.</summary>
    public static bool IsIn(string service, string function) => function.StartsWith(service + Separator, StringComparison.Ordinal);

    public static bool Has(string service, string function) => !function.Contains(Separator, StringComparison.Ordinal) || IsIn(service, function);

    public static string ShortName(string function) => function[(function.IndexOf(Separator, StringComparison.Ordinal) + 1)..];

    /// <summary>What FC 3.0 calls the function of that service.</summary>
    public static string NameIn(FcAccountRecord account, string service, string function)
        => NewNameIn(service, function) is var name && account.Functions.ContainsKey(name) ? name : function;
}
