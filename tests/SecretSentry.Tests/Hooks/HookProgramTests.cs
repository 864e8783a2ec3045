using SecretSentry.Hooks;

namespace SecretSentry.Tests.Hooks;

public sealed class HookProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("secretsentry-program").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_program_of_its_own_is_called_as_it_is()
    {
        HookProgram.Find("/usr/bin/secretsentry", _folder).Should().Be(new HookProgram("/usr/bin/secretsentry"));
        HookProgram.Find(@"C:\Tools\secretsentry.exe", _folder)!.Path.Should().Be("C:/Tools/secretsentry.exe");
    }

    [Fact]
    public void The_NET_host_needs_the_library_and_runs_nothing_of_ours_without_it()
    {
        HookProgram.Find("/usr/bin/dotnet", _folder).Should().BeNull();
        var library = Path.Combine(_folder, "secretsentry.dll");
        File.WriteAllText(library, "");
        HookProgram.Find("/usr/bin/dotnet", _folder).Should().Be(new HookProgram("/usr/bin/dotnet", library.Replace('\\', '/')));
    }
}
