using FcCreds.Core.Http;
using FcCreds.Fc.RuntimeApi;

namespace FcCreds.Fc.Invocation;

/// <summary>What a custom runtime's reply means.</summary>
internal static class CustomRuntimeResponse
{
    private const string StatusHeader = "x-fc-status";

    public static async Task<HandlerAnswer> ReadAsync(HttpResponseMessage response, PendingInvocation call, CancellationToken ct)
    {
        if (call is { Kind: InvocationKind.Handle, Http: { } http })
        {
            // An endless reply is legal; the call's own limit ends it.
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            await http.ReplyAsync(new((int)response.StatusCode, [.. Fields(response)], body), ct);
            return new(IsFailed(response) ? AnswerKind.Failed : AnswerKind.Returned);
        }
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var failed = call.Kind == InvocationKind.Handle ? IsFailed(response) : !response.IsSuccessStatusCode;
        return await AnswerBody.ReadAsync(stream, response.Content.Headers.ContentLength ?? 0, failed ? AnswerKind.Failed : AnswerKind.Returned, ct);
    }

    /// <summary>The header tells; without it only 404 is a failure: an application's 400 is its answer.</summary>
    private static bool IsFailed(HttpResponseMessage response)
        => response.Headers.TryGetValues(StatusHeader, out var said) ? said.FirstOrDefault() is not ("200" or "") : (int)response.StatusCode == 404;

    private static IEnumerable<HeaderField> Fields(HttpResponseMessage response)
        => response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).SelectMany(header => header.Value, (header, value) => new HeaderField(header.Key, value));
}
