using Microsoft.AspNetCore.Http;

namespace FcCreds.Oss.Post;

/// <summary>The content of one part of a form: a form that ends before the part does is malformed, and no trouble of the server's.</summary>
internal sealed class FormPart(Stream body) : BodyStream
{
    /// <summary>The reader of forms knows no exception of its own; a connection that broke has one.</summary>
    public static bool IsMalformed(Exception thrown) => thrown is InvalidDataException or IOException and not BadHttpRequestException;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception broken) when (IsMalformed(broken))
        {
            throw OssErrors.MalformedPOSTRequest.With();
        }
    }
}
