using System.Text;
using FcCreds.Core.Callers;
using FcCreds.Oss;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.S3;
using FcCreds.Tests.Oss.S3;

namespace FcCreds.Tests.Oss;

/// <summary>Who cannot prove who they are learns nothing: not what exists, not what is implemented, not what their request lacks.</summary>
public sealed class ErrorOrderTests
{
    private const string Missing = "nobody-s-bucket";

    /// <summary>The journal tells that it was this row which the request led to.</summary>
    [Theory]
    [InlineData(nameof(Signing.V4))]
    [InlineData(nameof(Signing.V1))]
    [InlineData(nameof(Signing.PresignedV4))]
    [InlineData(nameof(Signing.PresignedV1))]
    public async Task A_wrong_secret_is_refused_by_every_row_before_anything_else(string signing)
    {
        await using var oss = await OssFixture.StartAsync();
        var wrong = oss.As(oss.Root with { AccessKeySecret = new("wrong") });
        var way = Enum.Parse<Signing>(signing);
        // A browser asks leave with the very URL that it is going to use: nobody signs that question.
        foreach (var row in OssApi.Rows.Where(row => row.Method != "OPTIONS" || way is Signing.V4 or Signing.V1))
        {
            foreach (var bucket in new[] { OssFixture.Bucket, Missing })
            {
                var answer = await wrong.SendAsync(OperationRequest.Of(row, bucket) with { Signing = way });
                Assert.Equal((row.Name, 403, "SignatureDoesNotMatch", "0002-00000040"), (oss.JournalOf(answer).Operation, answer.Status, answer.Code, answer.Ec));
            }
        }
    }

    [Fact]
    public async Task An_unknown_key_is_refused_by_every_row_before_anything_else()
    {
        await using var oss = await OssFixture.StartAsync();
        var nobody = oss.As(new("LTAInobody", new Secret("x")));
        foreach (var row in OssApi.Rows)
        {
            var answer = await nobody.SendAsync(OperationRequest.Of(row, Missing));
            Assert.Equal((row.Name, 403, "InvalidAccessKeyId", "0002-00000902"), (oss.JournalOf(answer).Operation, answer.Status, answer.Code, answer.Ec));
        }
    }

    [Fact]
    public async Task A_key_that_is_known_is_told_of_the_missing_bucket_by_every_row_that_needs_one()
    {
        await using var oss = await OssFixture.StartAsync();
        foreach (var row in OssApi.Rows.Where(row => row.Level != OssLevel.Service && row.NeedsBucket))
        {
            var answer = await oss.Client.SendAsync(OperationRequest.Of(row, Missing));
            Assert.Equal((row.Name, 404, "NoSuchBucket"), (oss.JournalOf(answer).Operation, answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task A_form_with_a_wrong_signature_learns_of_no_bucket()
    {
        await using var oss = await OssFixture.StartAsync();
        const string Form = "--b\r\nContent-Disposition: form-data; name=\"OSSAccessKeyId\"\r\n\r\nLTAIroot\r\n--b\r\nContent-Disposition: form-data; name=\"policy\"\r\n\r\ne30=\r\n--b\r\nContent-Disposition: form-data; name=\"Signature\"\r\n\r\nc2ln\r\n--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--\r\n";
        var answer = await oss.As(null).SendAsync(new("POST", $"/{Missing}") { Body = Encoding.ASCII.GetBytes(Form), Headers = [("Content-Type", "multipart/form-data; boundary=b")] });
        Assert.Equal(("PostObject", 403, "SignatureDoesNotMatch"), (oss.JournalOf(answer).Operation, answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("wrong", "SignatureDoesNotMatch", "0002-00000429")]
    [InlineData(null, "InvalidAccessKeyId", "0002-00000902")]
    public async Task Every_operation_of_S3_refuses_what_is_wrong_before_anything_else(string? secret, string code, string ec)
    {
        await using var oss = await OssFixture.StartAsync();
        foreach (var operation in S3Api.Operations)
        {
            foreach (var bucket in new[] { OssFixture.Bucket, Missing })
            {
                var answer = await S3Request(operation, bucket).SendAsync(oss, secret is null ? "LTAInobody" : null, secret);
                answer.IsRefused(403, code, ec);
                if (operation.Row is { } row) Assert.Equal(row, oss.JournalOf(answer).Operation);
            }
        }
    }

    private static AwsRequest S3Request(S3Operation operation, string bucket)
    {
        var parts = operation.Condition.Text.Split('&', StringSplitOptions.RemoveEmptyEntries);
        return new(operation.Method, operation.Level switch { OssLevel.Service => "/", OssLevel.Bucket => $"/{bucket}", _ => $"/{bucket}/a" })
        {
            Query = string.Join('&', parts.Where(part => part[0] != '@').Select(part => part.Contains('=', StringComparison.Ordinal) ? part : part + "=").Order(StringComparer.Ordinal)),
            Headers = [.. parts.Where(part => part[0] == '@').Select(part => (part[1..], "/photos/b"))],
        };
    }
}
