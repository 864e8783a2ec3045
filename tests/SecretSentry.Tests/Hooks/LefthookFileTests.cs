using SecretSentry.Hooks;

namespace SecretSentry.Tests.Hooks;

public sealed class LefthookFileTests : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("secretsentry-lefthook-").FullName;

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [Theory]
    [InlineData("scripts", true)]
    [InlineData("../scripts", false)]
    [InlineData("scr\0ipts", false)]
    public void A_folder_for_scripts_that_is_none_of_the_repository_is_not_used(string folder, bool isUsed)
    {
        File.WriteAllText(Path.Combine(_top, LefthookFile.Name), $"source_dir_local: {folder}\n");
        (LefthookFile.GetScriptPath(_top, "pre-commit") is not null).Should().Be(isUsed);
    }
}
