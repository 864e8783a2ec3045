using PublicApiGenerator;
using SecretSentry.Engine;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine;

/// <summary>The public members of the packages for others: what is in the approved files stays.</summary>
public class PublicApiTests
{
    [Theory]
    [InlineData("SecretSentry.Engine")]
    [InlineData("SecretSentry.Patterns")]
    public void The_public_members_are_those_that_were_approved(string name)
    {
        var assembly = name == "SecretSentry.Engine" ? typeof(Scanner).Assembly : typeof(BuiltInRules).Assembly;
        var members =
            assembly.GeneratePublicApi(new ApiGeneratorOptions
            {
                IncludeAssemblyAttributes = false,
                ExcludeAttributes = ["System.Runtime.CompilerServices.InternalsVisibleToAttribute"]
            }).ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(TestPaths.Top, "tests", "SecretSentry.Tests", "Engine", $"{name}.approved.txt");
        if (Environment.GetEnvironmentVariable("SECRETSENTRY_APPROVE") == "1")
        {
            File.WriteAllText(approved, members);
        }

        members.Should().Be(File.ReadAllText(approved),
            "a member of a package changed; if that is meant, run this test with SECRETSENTRY_APPROVE=1 and say it in CHANGELOG");
    }
}
