using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Pull;

namespace FcCreds.Tests.Server.Configuration;

public sealed class ConfigurationTextTests
{
    private const string Account = "1234567890123456";

    private static readonly PulledEntry Entry = new("dev", "- name: dev # pulled from X on 2026-01-02\n  policies:\n  - AliyunOSSFullAccess");

    [Theory]
    [InlineData("", "roles:\n  - name: dev # pulled from X on 2026-01-02\n    policies:\n    - AliyunOSSFullAccess\n")]
    [InlineData("region: x # mine\n\n# end\n", "region: x # mine\n\n# end\nroles:\n  - name: dev # pulled from X on 2026-01-02\n    policies:\n    - AliyunOSSFullAccess\n")]
    [InlineData("roles:\nregion: x\n", "roles:\n  - name: dev # pulled from X on 2026-01-02\n    policies:\n    - AliyunOSSFullAccess\nregion: x\n")]
    [InlineData("roles: []\nregion: x\n", "roles:\n  - name: dev # pulled from X on 2026-01-02\n    policies:\n    - AliyunOSSFullAccess\nregion: x\n")]
    [InlineData("roles:\n- name: a # first\n  policies: [b]\n\n# of buckets\nbuckets: []\n", "roles:\n- name: a # first\n  policies: [b]\n- name: dev # pulled from X on 2026-01-02\n  policies:\n  - AliyunOSSFullAccess\n\n# of buckets\nbuckets: []\n")]
    [InlineData("roles:\n    - name: DEV\n      trust: |\n        {}\n      # of dev\n    # of b\n    - name: b\n", "roles:\n    - name: dev # pulled from X on 2026-01-02\n      policies:\n      - AliyunOSSFullAccess\n    # of b\n    - name: b\n")]
    [InlineData("accounts:\n  - account: \"6543210987654321\"\n  - account: \"1234567890123456\"\n    region: x\n", "accounts:\n  - account: \"6543210987654321\"\n  - account: \"1234567890123456\"\n    region: x\n    roles:\n      - name: dev # pulled from X on 2026-01-02\n        policies:\n        - AliyunOSSFullAccess\n")]
    [InlineData("region: x\r\n", "region: x\r\nroles:\r\n  - name: dev # pulled from X on 2026-01-02\r\n    policies:\r\n    - AliyunOSSFullAccess\r\n")]
    public void Everything_else_stays_as_it_was_written(string before, string after)
    {
        var (text, problems) = Put(before);
        Assert.Empty(problems.Sorted());
        Assert.Equal(after, text.ToString());
        Assert.Single(text.Changes);
    }

    [Theory]
    [InlineData("roles:\n  - name: dev\n    policies:\n    - AliyunOSSFullAccess\n")]
    [InlineData("roles:\n  - name: dev # pulled from Y on 2025-12-31\n    policies:\n    - AliyunOSSFullAccess\n")]
    public void What_says_the_same_is_left(string before)
    {
        var (text, _) = Put(before);
        Assert.Empty(text.Changes);
        Assert.Equal(before, text.ToString());
    }

    [Theory]
    [InlineData("roles: [{ name: a }]\n", "fccreds.yaml:1:8: error: 'roles' is not written item by item (each in a line that begins with '- '); an item cannot be put into it.")]
    [InlineData("roles: here\n", "fccreds.yaml:1:8: error: 'roles' is not written item by item (each in a line that begins with '- '); an item cannot be put into it.")]
    [InlineData("accounts:\n  - account: \"6543210987654321\"\n", "fccreds.yaml:2:3: error: No entry of 'accounts' is the account 1234567890123456, whose role this is.")]
    [InlineData("roles: {\n", "fccreds.yaml:2:1: error: This is not valid YAML: ")]
    public void What_cannot_be_edited_is_told(string before, string problem)
    {
        var (text, problems) = Put(before);
        Assert.StartsWith(problem, Assert.Single(problems.Sorted()).ToString(), StringComparison.Ordinal);
        Assert.Empty(text.Changes);
    }

    private static (ConfigurationText Text, Problems Problems) Put(string before)
    {
        var (text, problems) = (new ConfigurationText("fccreds.yaml", before, Account), new Problems());
        text.Put("roles", Entry, problems);
        return (text, problems);
    }
}
