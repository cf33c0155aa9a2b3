using System.Text;
using FcCreds.Storage;

namespace FcCreds.Oss.ObjectProcess;

/// <summary>Which bucket an alias belongs to: a document per alias, for every server on the store. What counts is the bucket's own list.</summary>
internal static class ObjectProcessAliases
{
    public static bool IsOne(string bucket) => bucket.EndsWith(ObjectProcessPoint.AliasSuffix, StringComparison.Ordinal);

    public static async ValueTask<string?> BucketOfAsync(IDocumentStore documents, string alias, CancellationToken ct)
        => await documents.FindAsync(Document(alias), ct) is { } lead ? Encoding.UTF8.GetString(lead.Content.Span) : null;

    public static async ValueTask LeadAsync(IDocumentStore documents, string alias, string bucket, CancellationToken ct)
        => await documents.PutAsync(Document(alias), Encoding.UTF8.GetBytes(bucket), Precondition.Any, ct);

    public static async ValueTask ForgetAsync(IDocumentStore documents, string alias, CancellationToken ct)
        => await documents.DeleteAsync(Document(alias), Precondition.Any, ct);

    private static string Document(string alias) => $"objectProcess/{alias}";
}
