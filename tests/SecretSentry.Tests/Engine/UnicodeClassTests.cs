using System.Text;
using System.Text.RegularExpressions;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Tests.Engine;

public class UnicodeClassTests
{
    [Theory]
    [InlineData("L")]
    [InlineData("Lu")]
    [InlineData("Ll")]
    [InlineData("Nd")]
    [InlineData("N")]
    [InlineData("P")]
    [InlineData("Pd")]
    [InlineData("S")]
    [InlineData("Sm")]
    [InlineData("Zs")]
    [InlineData("Cc")]
    [InlineData("M")]
    public void ASCII_characters_are_members_as_in_Unicode_and_other_bytes_always_are(string name)
    {
        foreach (var isNegated in (bool[])[false, true])
        {
            var (set, regex) = (UnicodeClasses.Find(name, isNegated), new Regex($@"^\{(isNegated ? 'P' : 'p')}{{{name}}}$",
                RegexOptions.Singleline | RegexOptions.CultureInvariant));
            for (var value = 0; value <= byte.MaxValue; value++)
            {
                var isMember = value > 0x7F || regex.IsMatch(((char)value).ToString());
                set!.Value.Contains((byte)value).Should().Be(isMember, "{0} {1} {2}", name, isNegated, value);
            }
        }
    }

    [Theory]
    [InlineData("Latin", "aZ", "1_")]
    [InlineData("Common", "1_ ", "aZ")]
    [InlineData("Greek", "", "a1_")]
    [InlineData("Any", "a1_\n", "")]
    public void Scripts_have_the_ASCII_characters_of_Unicode(string name, string members, string others)
    {
        var set = UnicodeClasses.Find(name, isNegated: false)!.Value;
        Encoding.ASCII.GetBytes(members).All(set.Contains).Should().BeTrue();
        Encoding.ASCII.GetBytes(others).Any(set.Contains).Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Q")]
    [InlineData("greek")]
    [InlineData("Lx")]
    public void Unknown_names_have_no_class(string name) => UnicodeClasses.Find(name, isNegated: false).Should().BeNull();
}
