using System.Text;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Storage;

namespace FcCreds.Oss.Settings;

/// <summary>The public access block of a whole account: a document that is there while it is on, and goes before what its buckets say.</summary>
internal static class AccountPublicAccessBlock
{
    public static async ValueTask<bool> IsOnAsync(IObjectStore store, string accountId, CancellationToken ct)
        => await store.Documents.FindAsync(Name(accountId), ct) is not null;

    public static async ValueTask SetAsync(IObjectStore store, string accountId, bool isOn, CancellationToken ct)
    {
        if (isOn) await store.Documents.PutAsync(Name(accountId), Encoding.UTF8.GetBytes("on"), Precondition.Any, ct);
        else await store.Documents.DeleteAsync(Name(accountId), Precondition.Any, ct);
    }

    private static string Name(string accountId) => $"account/{accountId}/publicAccessBlock";
}

/// <summary>"PutPublicAccessBlock".</summary>
internal sealed class PutPublicAccessBlock : IOperation<PutPublicAccessBlock>
{
    private const int MaxBody = 4 * 1024;

    public required bool IsOn { get; init; }

    public static async ValueTask<PutPublicAccessBlock> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, BucketPublicAccessBlock.Root, MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        return new() { IsOn = BucketPublicAccessBlock.IsOn(BucketPublicAccessBlock.Check(given)) };
    }

    public static IEnumerable<Demand> Demands(PutPublicAccessBlock input, OssCall call) => [Demand.OnService(call)];

    public static async ValueTask<OssReply> RunAsync(PutPublicAccessBlock input, OssCall call, CancellationToken ct)
    {
        await AccountPublicAccessBlock.SetAsync(call.Store, call.Caller.AccountId, input.IsOn, ct);
        return OssReply.Empty();
    }
}

/// <summary>"GetPublicAccessBlock".</summary>
internal sealed class GetPublicAccessBlock : IPlainOperation<GetPublicAccessBlock>
{
    public static IEnumerable<Demand> Demands(GetPublicAccessBlock input, OssCall call) => [Demand.OnService(call)];

    public static async ValueTask<OssReply> RunAsync(GetPublicAccessBlock input, OssCall call, CancellationToken ct)
        => OssReply.Xml(BucketPublicAccessBlock.Document(await AccountPublicAccessBlock.IsOnAsync(call.Store, call.Caller.AccountId, ct)));
}

/// <summary>"DeletePublicAccessBlock": off.</summary>
internal sealed class DeletePublicAccessBlock : IPlainOperation<DeletePublicAccessBlock>
{
    public static IEnumerable<Demand> Demands(DeletePublicAccessBlock input, OssCall call) => [Demand.OnService(call)];

    public static async ValueTask<OssReply> RunAsync(DeletePublicAccessBlock input, OssCall call, CancellationToken ct)
    {
        await AccountPublicAccessBlock.SetAsync(call.Store, call.Caller.AccountId, isOn: false, ct);
        return OssReply.Empty(204);
    }
}
