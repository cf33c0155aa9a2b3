using FcCreds.Core.Http;
using FcCreds.Oss.Access;
using FcCreds.Oss.Addressing;

namespace FcCreds.Oss.Api;

/// <summary>What strengthens the belief that an operation behaves as the cloud's.</summary>
internal enum Evidence { None, Docs, Sdk, Cloud }

internal enum OperationState
{
    /// <summary>Answers NotImplemented by name.</summary>
    None,

    /// <summary>Keeps and echoes a document without acting on it.</summary>
    Stored,

    /// <summary>Does what the cloud does.</summary>
    Enforced,
}

/// <summary>A documented operation: how its requests look and what RAM calls it.</summary>
internal abstract class OperationRow(string name, string method, OssLevel level, string condition)
{
    public string Name { get; } = name;

    public string Method { get; } = method;

    public OssLevel Level { get; } = level;

    public RowCondition Condition { get; } = RowCondition.Parse(condition);

    /// <summary>RAM action, for example <c>oss:PutObject</c>; stated only where it is not the name's.</summary>
    public string Action { get; init; } = $"oss:{name}";

    public abstract OperationState State { get; }

    public abstract Evidence Evidence { get; init; }

    public abstract bool NeedsBucket { get; }

    public abstract bool ReadsParameter(string name);

    public abstract bool ReadsHeader(string name);

    /// <summary>Reads, authorizes, runs.</summary>
    public abstract ValueTask<OssReply> ServeAsync(OssCall call, OssAuthorizer authorizer, CancellationToken ct);
}

/// <summary>A row with only a name: what it asks for is not implemented, and says so.</summary>
internal sealed class NamedRow(string name, string method, OssLevel level, string condition) : OperationRow(name, method, level, condition)
{
    public override OperationState State => OperationState.None;

    public override Evidence Evidence { get; init; } = Evidence.None;

    public override bool NeedsBucket => true;

    public override bool ReadsParameter(string name) => true;

    public override bool ReadsHeader(string name) => true;

    public override ValueTask<OssReply> ServeAsync(OssCall call, OssAuthorizer authorizer, CancellationToken ct)
        => throw OssErrors.NotImplemented.Saying($"The operation {Name} is not implemented.", ("Operation", Name));
}

/// <summary>A row with the type that implements it.</summary>
internal sealed class OperationRow<T>(string name, string method, OssLevel level, string condition) : OperationRow(name, method, level, condition)
    where T : IOperation<T>
{
    private static readonly NameSet Parameters = new(T.Parameters);
    private static readonly NameSet Headers = new(T.Headers);

    public override OperationState State => T.State;

    public override Evidence Evidence { get; init; } = Evidence.Docs;

    public override bool NeedsBucket => T.NeedsBucket;

    public override bool ReadsParameter(string name) => Condition.Names(name) || Parameters.Contains(name);

    public override bool ReadsHeader(string name) => Condition.Names(name) || Headers.Contains(name);

    /// <summary>A setting that changes nothing must not look as if it did.</summary>
    private void TellStoredOnly(OssCall call, OssReply reply)
    {
        reply.With(StoredOnly.Header, StoredOnly.Value);
        call.Note(StoredOnly.Value, StoredOnly.Message(Name));
    }

    public override async ValueTask<OssReply> ServeAsync(OssCall call, OssAuthorizer authorizer, CancellationToken ct)
    {
        var input = await T.ReadAsync(call, ct);
        await authorizer.AuthorizeAsync(call, T.Demands(input, call), ct);
        var reply = await T.RunAsync(input, call, ct);
        if (State == OperationState.Stored) TellStoredOnly(call, reply);
        return reply;
    }
}
