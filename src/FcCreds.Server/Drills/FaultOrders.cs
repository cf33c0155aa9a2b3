using System.Text.Json.Serialization;
using FcCreds.Core.Errors;
using FcCreds.Core.Faults;
using FcCreds.Core.Journal;

namespace FcCreds.Server.Drills;

/// <summary><c>/_fccreds/faults</c>: GET lists, POST sets one; <c>POST …/faults/clear</c> ends them.</summary>
internal static class FaultOrders
{
    public const string Path = "/_fccreds/faults";
    public const string ClearPath = Path + "/clear";

    private static readonly ServiceError InvalidParameter = new("InvalidParameter", 400, "The fault makes no sense.");

    public static SetFault Set(FaultPlan plan, IJournal journal, FaultOrder order)
    {
        if (FaultCodes.Problem(order.Rule) is { } problem) throw InvalidParameter.Saying(problem);
        var id = plan.Set(order.Rule, order.Seed);
        journal.Append(new JournalNote { Kind = "fault-set", Message = $"Fault {id} was set by order: {FaultText.Of(order.Rule)}." });
        return new(id, order.Rule, 0);
    }

    public static ClearReply Clear(FaultPlan plan, IJournal journal, ClearOrder order)
    {
        var ended = plan.Clear(order.Operation, order.Id);
        if (ended > 0) journal.Append(new JournalNote { Kind = "fault-cleared", Message = $"{ended} fault(s) were ended by order." });
        return new(ended);
    }
}

/// <param name="Rule">What goes wrong.</param>
/// <param name="Seed">Which requests, where a probability is given.</param>
internal sealed record FaultOrder(FaultRule Rule, ulong Seed);

/// <summary>Ends the fault of that id, those of that operation as it was written, or all.</summary>
internal sealed record ClearOrder(string? Operation, int? Id);

internal sealed record ClearReply(int Ended);

/// <summary><c>POST /_fccreds/metadata</c>: null leaves it as it is; answered with what is so now.</summary>
internal sealed record MetadataOrder(bool? RequiresToken, string? Role)
{
    public const string Path = "/_fccreds/metadata";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(SetFault))]
[JsonSerializable(typeof(IReadOnlyList<SetFault>))]
[JsonSerializable(typeof(ClearOrder))]
[JsonSerializable(typeof(ClearReply))]
[JsonSerializable(typeof(MetadataOrder))]
internal sealed partial class FaultJson : JsonSerializerContext;
