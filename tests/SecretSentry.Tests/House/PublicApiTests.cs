using System.Reflection;
using PublicApiGenerator;

namespace SecretSentry.Tests.House;

/// <summary>
/// The public members of each project are those listed in <c>PublicMembers</c>. For the packages they are a promise to other users. For the
/// other projects they are what a project offers to the projects above it.
/// </summary>
public class PublicApiTests
{
    [Theory]
    [InlineData("SecretSentry.Engine")]
    [InlineData("SecretSentry.Patterns")]
    [InlineData("SecretSentry.Files")]
    [InlineData("SecretSentry.Findings")]
    [InlineData("SecretSentry.Policy")]
    [InlineData("SecretSentry.Git")]
    [InlineData("SecretSentry.Reports")]
    [InlineData("SecretSentry.Purge")]
    [InlineData("SecretSentry.Hooks")]
    [InlineData("SecretSentry.Scanning")]
    public void The_public_members_equal_the_approved_members(string project)
    {
        var members = Assembly.Load(project).GeneratePublicApi(new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            ExcludeAttributes = ["System.Runtime.CompilerServices.InternalsVisibleToAttribute"]
        }).ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(TestPaths.Top, "tests", "SecretSentry.Tests", "House", "PublicMembers", $"{project}.txt");
        if (Environment.GetEnvironmentVariable("SECRETSENTRY_APPROVE") == "1")
        {
            File.WriteAllText(approved, members);
        }

        members.Should().Be(File.ReadAllText(approved),
            "a public member changed; to approve it, run this test with SECRETSENTRY_APPROVE=1 (for a package, also add it to CHANGELOG)");
    }
}
