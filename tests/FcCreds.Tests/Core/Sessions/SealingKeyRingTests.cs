using FcCreds.Core.Sessions;

namespace FcCreds.Tests.Core.Sessions;

public sealed class SealingKeyRingTests : IDisposable
{
    private const string Material = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-ring-");

    private string File => Path.Combine(folder.FullName, "keys", "sealing-keys");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Rotation_never_voids_a_token_until_its_key_is_retired()
    {
        var ring = SealingKeyRing.Ephemeral();
        var old = ring.Primary.KeyId;
        var token = SealedToken.Seal(ring.Primary, Given.Claims());
        var tokens = new OpenedTokens(ring);

        var next = ring.Stage();
        Assert.Equal(old, ring.Primary.KeyId);
        ring.Promote(next);
        Assert.Equal(next, ring.Primary.KeyId);
        Assert.NotNull(tokens.Open(token));

        ring.Retire(old);
        Assert.Null(tokens.Open(token));
        Assert.NotNull(tokens.Open(SealedToken.Seal(ring.Primary, Given.Claims())));
    }

    [Fact]
    public void A_node_that_only_staged_the_key_opens_what_others_seal_with_it()
    {
        var ahead = SealingKeyRing.Parse($"old1:verify-only:{Material},new1:primary:{Material.Replace('A', 'B')}");
        var behind = SealingKeyRing.Parse($"old1:primary:{Material}\nnew1:staged:{Material.Replace('A', 'B')}\n");

        Assert.NotNull(SealedToken.Open(behind, SealedToken.Seal(ahead.Primary, Given.Claims())));
        Assert.NotNull(SealedToken.Open(ahead, SealedToken.Seal(behind.Primary, Given.Claims())));
    }

    [Fact]
    public void The_file_keeps_the_ring_and_is_readable_by_its_owner_alone()
    {
        var ring = SealingKeyRing.OpenFile(File);
        var token = SealedToken.Seal(ring.Primary, Given.Claims());
        ring.Promote(ring.Stage());

        var again = SealingKeyRing.OpenFile(File);

        Assert.Equal(ring.Primary.KeyId, again.Primary.KeyId);
        Assert.NotNull(SealedToken.Open(again, token));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void A_primary_key_cannot_be_retired_and_a_retired_one_not_promoted()
    {
        var ring = SealingKeyRing.Ephemeral();
        var first = ring.Primary.KeyId;

        Assert.Throws<InvalidOperationException>(() => ring.Retire(first));
        ring.Promote(ring.Stage());
        ring.Retire(first);
        Assert.Throws<InvalidOperationException>(() => ring.Promote(first));
        Assert.Throws<InvalidOperationException>(() => ring.Promote("none"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abcd:primary")]
    [InlineData("abc:primary:" + Material)]
    [InlineData("abcd:first:" + Material)]
    [InlineData("abcd:staged:" + Material)]
    [InlineData("abcd:primary:AAAA")]
    [InlineData("abcd:primary:" + Material + ",efgh:primary:" + Material)]
    [InlineData("abcd:primary:" + Material + ",abcd:staged:" + Material)]
    public void What_is_no_ring_is_refused_without_showing_it(string text)
    {
        var refused = Assert.Throws<FormatException>(() => SealingKeyRing.Parse(text));

        Assert.DoesNotContain(Material, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_never_prints_its_bytes()
        => Assert.Equal("abcd (Primary)", SealingKeyRing.Parse($"abcd:primary:{Material}").Primary.ToString());
}
