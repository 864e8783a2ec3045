using System.Runtime.Versioning;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning.Cache;

[UnsupportedOSPlatform("windows")]
public sealed class CacheFileTests : IDisposable
{
    private static readonly byte[] Content = [.. "content"u8];

    private readonly TempRepository _repository = new();

    [Fact]
    public void What_was_written_is_read_again()
    {
        Open()!.Read().IsEmpty.Should().BeTrue();
        Open()!.Write(Content);
        Open()!.Read().ToArray().Should().Equal(Content);
        var file = Directory.GetFiles(_repository.PathOf(".git/secretsentry/cache")).Should().ContainSingle().Which;
        File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_file_of_another_kind_request_or_repository_is_not_read()
    {
        Open()!.Write(Content);
        var cache = _repository.PathOf(".git/secretsentry/cache");
        var clean = Directory.GetFiles(cache).Single();
        File.Copy(clean, clean.Replace("clean-", "state-", StringComparison.Ordinal));
        Open("state")!.Read().IsEmpty.Should().BeTrue("it was written as the other kind");

        var options = Secrets.MakeOptions(_repository) with { Decodes = false };
        var layout = RepositoryLayout.Read(_repository.Top);
        CacheFile.Open(layout, options, "clean")!.Write(Content);
        File.Copy(clean, Directory.GetFiles(cache, "clean-*").Single(file => file != clean), overwrite: true);
        CacheFile.Open(layout, options, "clean")!.Read().IsEmpty.Should().BeTrue("it was written for another request");

        using var other = new TempRepository();
        var copy = Path.Combine(Directory.CreateDirectory(other.PathOf(".git/secretsentry/cache")).FullName, Path.GetFileName(clean));
        File.Copy(clean, copy);
        CacheFile.Open(RepositoryLayout.Read(other.Top), Secrets.MakeOptions(other), "clean")!.Read().IsEmpty.Should()
            .BeTrue("it was written for another repository");
        Open()!.Read().ToArray().Should().Equal(Content);
    }

    [Theory]
    [InlineData("mv cache other; ln -s other cache")]
    [InlineData("mv ../secretsentry ../other; ln -s other ../secretsentry")]
    public void A_folder_that_is_a_link_is_neither_read_nor_written(string change)
    {
        Open()!.Write(Content);
        _repository.Shell($"cd .git/secretsentry; {change}; rm -f ../*/*/clean*").Code.Should().Be(0);
        Open()!.Write(Content);
        Open()!.Read().IsEmpty.Should().BeTrue();
        _repository.Shell("find .git -name 'clean*'").Output.Should().BeEmpty();
    }

    /// <summary>Where the name of the file belongs to something else, only the name is taken.</summary>
    [Theory]
    [InlineData("echo victim >../victim; ln -s ../victim $name")]
    [InlineData("mkfifo $name")]
    [InlineData("touch $name; chmod 666 $name")]
    public void A_file_that_is_odd_is_not_read_and_is_replaced(string change)
    {
        Open()!.Write(Content);
        _repository.Shell($"cd .git/secretsentry/cache; name=$(ls); rm $name; {change}").Code.Should().Be(0);
        Open()!.Read().IsEmpty.Should().BeTrue();
        Open()!.Write(Content);
        Open()!.Read().ToArray().Should().Equal(Content);
        _repository.Shell("cat .git/secretsentry/victim").Output.Should().BeOneOf("victim\n", "");
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_stays()
    {
        Open()!.Write(Content);
        _repository.Shell("cd .git/secretsentry/cache; name=$(ls); rm $name; mkdir $name").Code.Should().Be(0);
        Open()!.Write(Content);
        Open()!.Read().IsEmpty.Should().BeTrue();
        Directory.GetFiles(_repository.PathOf(".git/secretsentry/cache")).Should().BeEmpty("nothing is left of the attempt");
    }

    [Fact]
    public void Without_a_key_there_is_no_file() =>
        CacheFile.Open(RepositoryLayout.Read(_repository.Top), Secrets.MakeOptions(_repository) with { CacheKey = null }, "clean").Should()
            .BeNull();

    public void Dispose() => _repository.Dispose();

    private CacheFile? Open(string name = "clean") =>
        CacheFile.Open(RepositoryLayout.Read(_repository.Top), Secrets.MakeOptions(_repository), name);
}
