using System.Security.Cryptography;
using FcCreds.Core.Ids;

namespace FcCreds.Tests.Core.Ids;

public sealed class IdSourceTests
{
    private static readonly DateTimeOffset Moment = DateTimeOffset.FromUnixTimeSeconds(0x65D6F979);

    private readonly IdSource ids = new(new ManualTimeProvider(Moment));

    [Fact]
    public void Oss_request_id_starts_with_the_unix_time()
    {
        // A transcript of the cloud has 65D6F979… on a reply of 2024-02-22T07:36:25Z.
        Assert.Equal(new(2024, 2, 22, 7, 36, 25, TimeSpan.Zero), Moment);
        Assert.Matches("^65D6F979[0-9A-F]{16}$", ids.OssRequestId());
    }

    [Fact]
    public void Sts_request_id_is_an_upper_case_random_uuid()
        => Assert.Matches("^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$", ids.StsRequestId());

    [Fact]
    public void Fc_ids_carry_the_unix_time()
    {
        Assert.Matches("^1-65d6f979-[0-9a-f]{8}-[0-9a-f]{12}$", ids.FcRequestId());
        Assert.Matches("^c-65d6f979-[0-9a-f]{20}$", ids.FcInstanceId());
    }

    [Fact]
    public void Principals_and_keys_have_the_shapes_of_the_cloud()
    {
        Assert.Matches("^3[0-9]{17}$", ids.RoleId());
        Assert.Matches("^2[0-9]{17}$", ids.UserId());
        Assert.Matches("^STS\\.FcC[0-9A-Za-z]{22}$", ids.StsAccessKeyId());
        Assert.Matches("^LTAIFcC[0-9A-Za-z]{17}$", ids.LongTermAccessKeyId());
        Assert.Matches("^[0-9A-Za-z]{30}$", ids.LongTermAccessKeySecret());
        Assert.Matches("^[0-9a-f]{32}$", ids.SessionId());
    }

    [Fact]
    public void Two_ids_of_one_moment_differ()
    {
        Assert.NotEqual(ids.OssRequestId(), ids.OssRequestId());
        Assert.NotEqual(ids.StsAccessKeyId(), ids.StsAccessKeyId());
    }

    [Fact]
    public void A_given_randomness_gives_given_ids()
    {
        using var counting = new CountingBytes();
        var stable = new IdSource(new ManualTimeProvider(Moment), counting);

        Assert.Equal("65D6F9790001020304050607", stable.OssRequestId());
        Assert.Equal("1-65d6f979-08090a0b-0c0d0e0f1011", stable.FcRequestId());
    }

    private sealed class CountingBytes : RandomNumberGenerator
    {
        private byte next;

        public override void GetBytes(byte[] data)
        {
            for (var at = 0; at < data.Length; at++) data[at] = next++;
        }
    }
}
