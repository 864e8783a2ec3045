using System.Diagnostics;
using System.Text;
using SecretSentry.Files;

namespace SecretSentry.Tests.Files;

public sealed class ForeignFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("secretsentry-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_read_up_to_its_limit()
    {
        var path = Write("a", "abc");
        ForeignFile.ReadAllText(path, Limit(3)).Should().Be("abc");
        FluentActions.Invoking(() => ForeignFile.ReadAllText(path, Limit(2))).Should().Throw<ForeignFileException>()
            .WithMessage($"'{path}' is too long; the limit is 2 bytes; to change it, set SECRETSENTRY_LIMITS=name=N");
    }

    [Fact]
    public void Lines_and_text_are_those_of_the_runtime()
    {
        var path = Path.Combine(_folder, "a");
        foreach (var text in new[] { "", "a", "a\n", "a\r\nb", "\uFEFFa\nä\n\nb\n" })
        {
            File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
            ForeignFile.ReadAllText(path, Limit(100)).Should().Be(File.ReadAllText(path));
            ForeignFile.ReadAllLines(path, Limit(100)).Should().Equal(File.ReadAllLines(path));
            ForeignFile.ReadAllBytes(path, Limit(100)).Should().Equal(File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void A_file_that_names_no_path_is_refused()
    {
        ForeignFile.GetNamedPath("../a", "/b/c").Should().Be("/b/a");
        FluentActions.Invoking(() => ForeignFile.GetNamedPath("a\0b", "/b")).Should().Throw<ForeignFileException>()
            .WithMessage("*names none");
    }

    [Fact]
    public void A_pipe_and_a_device_are_not_opened()
    {
        var pipe = Path.Combine(_folder, "pipe");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        File.CreateSymbolicLink(Path.Combine(_folder, "to-pipe"), pipe);
        File.CreateSymbolicLink(Path.Combine(_folder, "to-device"), "/dev/zero");
        foreach (var path in new[] { pipe, Path.Combine(_folder, "to-pipe"), Path.Combine(_folder, "to-device"), "/dev/zero" })
        {
            ForeignFile.FindKind(path).Should().Be(FileKind.Special);
            FluentActions.Invoking(() => ForeignFile.Open(path)).Should().Throw<ForeignFileException>()
                .WithMessage("*a pipe, a device or a socket*");
        }
    }

    [Fact]
    public void A_pipe_that_the_user_named_is_read_up_to_the_limit()
    {
        var pipe = Path.Combine(_folder, "pipe");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        using var writer = Process.Start("sh", ["-c", "echo words > \"$0\"", pipe]);
        ForeignFile.ReadNamedText(pipe, Limit(100)).Should().Be("words\n");
        FluentActions.Invoking(() => ForeignFile.ReadNamedBytes("/dev/zero", Limit(100))).Should().Throw<ForeignFileException>();
        FluentActions.Invoking(() => ForeignFile.ReadNamedBytes(Path.Combine(_folder, "none"), Limit(100))).Should()
            .Throw<FileNotFoundException>();
    }

    [Fact]
    public void What_is_missing_or_a_folder_is_said_as_the_runtime_says_it()
    {
        FluentActions.Invoking(() => ForeignFile.Open(Path.Combine(_folder, "none"))).Should().Throw<FileNotFoundException>();
        FluentActions.Invoking(() => ForeignFile.Open(Path.Combine(_folder, "none", "a"))).Should().Throw<DirectoryNotFoundException>();
        FluentActions.Invoking(() => ForeignFile.Open(Path.Combine(Write("file", ""), "a"))).Should().Throw<DirectoryNotFoundException>();
        FluentActions.Invoking(() => ForeignFile.Open(_folder)).Should().Throw<UnauthorizedAccessException>();
        ForeignFile.FindKind(_folder).Should().Be(FileKind.Folder);
        ForeignFile.FindKind(Path.Combine(_folder, "none")).Should().Be(FileKind.Missing);
    }

    [Fact]
    public void A_stream_can_be_read_and_moved()
    {
        using var stream = ForeignFile.OpenStream(Write("a", "abcdef"));
        stream.Position = 3;
        using var reader = new StreamReader(stream);
        reader.ReadToEnd().Should().Be("def");
    }

    [Theory]
    [InlineData("file", "top/file")]
    [InlineData("folder/../file", "top/file")]
    [InlineData("link-to-file", "top/file")]
    [InlineData("folder/link-up", "top/file")]
    [InlineData("link-to-folder/inner", "top/folder/inner")]
    [InlineData("absolute", "top/file")]
    [InlineData("folder/none", "top/folder/none")]
    public void A_path_that_stays_inside_is_followed(string path, string real)
    {
        var top = CreateTop();
        ForeignFile.ResolveInside(top, path).Should().Be(Path.Combine(_folder, real));
    }

    [Theory]
    [InlineData("out")]
    [InlineData("out-and-in")]
    [InlineData("folder-out/file")]
    [InlineData("chain")]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("circle")]
    public void A_path_that_leads_out_or_in_a_circle_is_not_followed(string path) =>
        FluentActions.Invoking(() => ForeignFile.ResolveInside(CreateTop(), path)).Should().Throw<ForeignFileException>();

    [Fact]
    public void A_list_of_a_folder_holds_what_is_not_a_regular_file()
    {
        var top = CreateTop();
        Process.Start("mkfifo", [Path.Combine(top, "pipe")]).WaitForExit();
        FolderList.ListOthers(top).Select(entry => (Path.GetFileName(entry.Path), entry.Kind, entry.IsLink)).Should().BeEquivalentTo(new[]
        {
            ("folder", FileKind.Folder, false), ("pipe", FileKind.Special, false), ("link-to-file", FileKind.Regular, true),
            ("link-to-folder", FileKind.Folder, true), ("absolute", FileKind.Regular, true), ("out", FileKind.Regular, true),
            ("out-and-in", FileKind.Regular, true), ("folder-out", FileKind.Folder, true), ("chain", FileKind.Regular, true),
            ("circle", FileKind.Missing, true),
        });
        FolderList.ListOthers(Path.Combine(top, "none")).Should().BeEmpty();
        FolderList.ListAll(top).Where(entry => FolderList.ListOthers(top).All(other => other.Path != entry.Path))
            .Should().Equal(new FolderEntry(Path.Combine(top, "file"), FileKind.Regular, false));
    }

    [Fact]
    public void The_length_of_a_file_is_that_of_what_its_links_lead_to()
    {
        var top = CreateTop();
        ForeignFile.FindLength(Path.Combine(top, "file")).Should().Be("content".Length);
        ForeignFile.FindLength(Path.Combine(top, "link-to-file")).Should().Be("content".Length);
        ForeignFile.FindLength(Path.Combine(top, "chain")).Should().Be("private".Length);
        foreach (var name in new[] { "folder", "link-to-folder", "circle", "none" })
        {
            ForeignFile.FindLength(Path.Combine(top, name)).Should().Be(0, name);
        }
    }

    private string CreateTop()
    {
        var top = Path.Combine(_folder, "top");
        Directory.CreateDirectory(Path.Combine(top, "folder"));
        Write("outside", "private");
        Write("top/file", "content");
        Write("top/folder/inner", "inner");
        foreach (var (link, target) in new[]
        {
            ("link-to-file", "file"), ("folder/link-up", "../file"), ("link-to-folder", "folder"), ("absolute", Path.Combine(top, "file")),
            ("out", "../outside"), ("out-and-in", "../top/../outside"), ("folder-out", ".."), ("chain", "out"), ("circle", "circle"),
        })
        {
            File.CreateSymbolicLink(Path.Combine(top, link), target);
        }

        return top;
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static Budget Limit(long bytes) => new("name", bytes, isInBytes: true, "a file");
}
