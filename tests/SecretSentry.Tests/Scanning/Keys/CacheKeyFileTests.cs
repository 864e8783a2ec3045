using System.Runtime.Versioning;
using SecretSentry.Scanning.Keys;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning.Keys;

[UnsupportedOSPlatform("windows")]
public sealed class CacheKeyFileTests : IDisposable
{
    private readonly TempRepository _home = new();

    private string Folder => _home.PathOf("data/secretsentry");

    private string Key => Path.Combine(Folder, CacheKeyFile.Name);

    [Fact]
    public void A_key_is_made_once_for_the_user_only()
    {
        var key = Load();
        key.Should().HaveCount(32);
        key!.Distinct().Should().HaveCountGreaterThan(10, "it is random");
        Load().Should().Equal(key);
        Directory.GetFiles(Folder).Should().Equal(Key);
        File.GetUnixFileMode(Key).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Delete(Key);
        Load().Should().HaveCount(32).And.NotEqual(key);
    }

    [Fact]
    public void Runs_that_make_the_key_at_the_same_time_agree_in_the_end()
    {
        Parallel.For(0, 32, _ => Load().Should().NotBeNull());
        Directory.GetFiles(Folder).Should().Equal(Key);
        Load().Should().Equal(File.ReadAllBytes(Key));
    }

    [Theory]
    [InlineData("chmod 644 cache.key")]
    [InlineData("chmod 640 cache.key")]
    [InlineData("chmod 622 cache.key")]
    [InlineData("mv cache.key other; ln -s other cache.key")]
    [InlineData("rm cache.key; ln -s nowhere cache.key")]
    [InlineData("rm cache.key; mkfifo -m 600 cache.key")]
    [InlineData("rm cache.key; mkdir cache.key")]
    [InlineData(": >cache.key")]
    [InlineData("printf x >>cache.key")]
    [InlineData("head -c 31 /dev/urandom >cache.key")]
    [InlineData("cd ..; mv secretsentry other; ln -s other secretsentry")]
    [InlineData("cd ..; rm -r secretsentry; touch secretsentry")]
    public void A_key_that_is_odd_is_not_used_and_is_left_as_it_is(string change)
    {
        Load().Should().NotBeNull();
        Run($"cd data/secretsentry; {change}");
        var before = List();
        Load().Should().BeNull();
        List().Should().Be(before);
    }

    [Fact]
    public void A_key_below_a_folder_that_somebody_else_supplied_is_not_used()
    {
        Load().Should().NotBeNull();
        Run("ln -s . linked; ln -s data shortcut");
        foreach (var outside in new[] { _home.Top, _home.PathOf("data"), Folder, _home.PathOf("linked"), "/" })
        {
            Load(outside).Should().BeNull(outside);
        }

        Load(_home.PathOf("dat"), _home.PathOf("other"), _home.PathOf("data/secretsentry/below")).Should().NotBeNull();
        CacheKeyFile.ReadOrMake(_home.PathOf("shortcut/secretsentry"), [_home.PathOf("data")]).Should().BeNull();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_means_no_key()
    {
        _home.Write("data", "a file");
        Load().Should().BeNull();
        CacheKeyFile.ReadOrMake("/proc/self/secretsentry", []).Should().BeNull();
        Run("ln -s circle circle");
        CacheKeyFile.ReadOrMake(_home.PathOf("circle/secretsentry"), []).Should().BeNull();
    }

    /// <summary>Root in the home of another user: a folder of root would be in the way of that user.</summary>
    [Fact]
    public void No_key_is_made_in_a_folder_of_another_user()
    {
        var isRoot = _home.Shell("mkdir theirs; [ $(id -u) = 0 ] && chown 65534 theirs").Code == 0;
        var place = isRoot ? _home.PathOf("theirs") : "/etc";
        CacheKeyFile.ReadOrMake(Path.Combine(place, "share", "secretsentry"), []).Should().BeNull();
        Directory.Exists(Path.Combine(place, "share")).Should().BeFalse();
    }

    public void Dispose() => _home.Dispose();

    private byte[]? Load(params string[] outside) => CacheKeyFile.ReadOrMake(Folder, outside);

    private string List() => _home.Shell("ls -lR data; cat data/secretsentry/other 2>&1 | od -c").Output;

    private void Run(string script) => _home.Shell(script).Code.Should().Be(0);
}
