namespace FcCreds.Core.Signing;

/// <summary>The chain of signatures through an aws-chunked body: each chunk's covers the one before, the first one that of the request.</summary>
internal sealed class AwsChunkSigner(byte[] key, string timestamp, AwsV4Scope scope, string requestSignature)
{
    private static readonly string EmptyHash = Mac.HashHex("");
    private string previous = requestSignature;

    /// <summary>The signature of the next chunk, whose SHA-256 this is.</summary>
    public string SignChunk(string hash) => previous = Sign($"AWS4-HMAC-SHA256-PAYLOAD\n{timestamp}\n{scope}\n{previous}\n{EmptyHash}\n{hash}");

    /// <summary>The signature of the trailing headers, whose canonical text has this SHA-256.</summary>
    public string SignTrailer(string hash) => previous = Sign($"AWS4-HMAC-SHA256-TRAILER\n{timestamp}\n{scope}\n{previous}\n{hash}");

    private string Sign(string text) => Convert.ToHexStringLower(Mac.Sha256(key, text));
}
