using System.Runtime.Versioning;
using SecretSentry.Files;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class OwnFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempRepository _folder = new();

    [Fact]
    public void A_file_of_this_user_is_opened()
    {
        var path = Write(OwnerOnly);
        using var file = OwnFile.TryOpen(path, isPrivate: true);
        RandomAccess.GetLength(file!).Should().Be(4);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite, false)]
    [InlineData(UnixFileMode.OtherWrite, false)]
    [InlineData(UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.OtherExecute, true)]
    public void A_file_that_others_may_use_is_not_opened(UnixFileMode more, bool isOpenedUnlessPrivate)
    {
        var path = Write(OwnerOnly | more);
        OwnFile.TryOpen(path, isPrivate: true).Should().BeNull();
        using var file = OwnFile.TryOpen(path, isPrivate: false);
        (file is not null).Should().Be(isOpenedUnlessPrivate);
    }

    [Fact]
    public void Nothing_is_written_through_a_link()
    {
        _folder.Shell("mkdir folder; ln -s folder linked; ln -s missing nowhere").Code.Should().Be(0);
        OwnFile.RequireNoLink(_folder.PathOf("folder"), _folder.PathOf("missing"));
        foreach (var name in new[] { "linked", "nowhere" })
        {
            var require = () => OwnFile.RequireNoLink(_folder.PathOf("folder"), _folder.PathOf(name));
            require.Should().Throw<IOException>().WithMessage($"*{name}' is a link*");
        }
    }

    [Fact]
    public void Only_a_regular_file_is_opened_and_only_a_folder_is_a_folder()
    {
        var path = Write(OwnerOnly);
        _folder.Shell("ln -s file link; ln -s missing nowhere; mkfifo pipe; mkdir folder; ln -s folder linked").Code.Should().Be(0);
        foreach (var name in new[] { "link", "nowhere", "pipe", "folder", "linked", "missing", "file/below" })
        {
            OwnFile.TryOpen(_folder.PathOf(name), isPrivate: false).Should().BeNull(name);
        }

        OwnFile.IsOwnFolder(_folder.PathOf("folder")).Should().BeTrue();
        foreach (var name in new[] { "link", "nowhere", "pipe", "linked", "missing", "file" })
        {
            OwnFile.IsOwnFolder(_folder.PathOf(name)).Should().BeFalse(name);
        }

        File.Exists(path).Should().BeTrue();
    }

    /// <summary>Only root can give a file to another user. Everybody else has files of root.</summary>
    [Fact]
    public void What_another_user_owns_is_not_opened()
    {
        var isRoot = _folder.Shell("[ $(id -u) = 0 ] && touch theirs && mkdir theirs.d && chmod 600 theirs && chown 65534 theirs theirs.d")
            .Code == 0;
        var (file, folder) = isRoot ? (_folder.PathOf("theirs"), _folder.PathOf("theirs.d")) : ("/etc/passwd", "/etc");
        File.Exists(file).Should().BeTrue();
        Directory.Exists(folder).Should().BeTrue();
        OwnFile.TryOpen(file, isPrivate: false).Should().BeNull();
        OwnFile.IsOwnFolder(folder).Should().BeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private string Write(UnixFileMode mode)
    {
        _folder.Write("file", "text");
        File.SetUnixFileMode(_folder.PathOf("file"), mode);
        return _folder.PathOf("file");
    }
}
