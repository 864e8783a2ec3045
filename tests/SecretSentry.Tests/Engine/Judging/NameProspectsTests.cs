using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// A name is abandoned early only when reading on would find nothing. The path facts are the same as those of the plain code.
/// </summary>
public class NameProspectsTests
{
    private static readonly string[] Paths = ["", "a.env", "src/a.cs", "conf/app.yml", "run.sh", "docs/a.md", "a.json", "Makefile",
        "a.unknownending"];

    private static readonly string[] Before =
    [
        "", " ", "\t", "\n", "\n    ", "(", "strcmp(", "f(a, ", ", ", "\"", "'", ":", "= ", "== ", "\"x1y2z3\" == ", "# ", "// ", "say(\"",
            "--", "-", "export ", "x = ", "</", "<", "&", "a.b.", "\0", "\"q1w2\".equals(", "\"q1w2\" !=   ", "strcmp(\"q1w2\",  ",
            "value: \"q1w2\", name: \"", "{\"value\":\"q1w2\",\"key\":\"", "EqualFold(", "${", "setProperty(", "env.put(",
            "chain.header(", "fill \"q1w2\" into the ", "use `q1w2` as your \"", "\"q1w2\".", "enable ", "user bob ", "set -x A_", "{",
                "| a | ", "a,b,", "a,",
            "\"a\",\"", "<", "<con:", "mysql-server x/", "openssl ", "echo q1w2 | ", "(echo 'q1w2'; echo 'q1w2') | ", "// login bob ",
            "Credentials", "# the default ", "  * ", "**", "<td>",
    ];

    private static readonly string[] Behind =
    [
        "", ";", ".", ",", ")", ");", "),", ") ", "()", "(", "(\"", "('", "(x", "(x)", "(x, ", "(x + ", "(0, ", "(\n", "(new X(",
            "(await f(", "(b\"", "([", "({", "($", "(&", "(%w[", "(x[0], ", "(x: ", "(user, \"", "(\"user\", \"",
        " ", "  ", "\n", "\r\n", " \n", " is ", " was ", " ist ", " to: ", " as ", " word ", " word. ", " Word, ", " WORD ", " w0rd ",
        " word(", " word=", " -", " --x ", " *x ", " /x ", " {", " [", " (", " <x ", " !x ", " |", " &x ", " \\",
        " by ", " by '", " the ", ", the ", "\nto: ", ", value, ", "; default: ", "\n- with: ", " text ", ";\nvalue = ", " string = \"",
        " As String = \"", " value: ", " value ", ", value ", "\", \"value\": \"", "\nvalue: ", "[0] ", "? ", "!", "** ", "** is ",
        "\" or \"", "\") or \"", "'] || '", "'], '", "\" {", "\": ", "\" ", "\",", "`", ">",
        "} ", "] = ", "%", "&quot;: &quot;", " \u00e9t\u00e9 ", " d-e-f ", " x\u00e9 ", " values", "- value: ", "-\n- val=",
        ") values ('a', '", ") VALUES (", "').type('", "\").val(\"", "']).fill(\"", "\", \"", "').value = '", "/i), '",
            "'), { target: { value: '", ":\"\nsend \"",
        "*\" { send -- \"", "() { return \"", "(): String { return '", "() {\n    return \"", "():\n    return '", " { get; set; } = \"",
            " { get { return \"", " { '", " type=\"x\">",
        " Type='x'/>", "</param-name>\n<param-value>", "\" type=\"x\">\n<p name=\"Argument.value\">", " varchar(30) := '",
            " PIC X(8) VALUE '", " string VALUE '", "|b|\n|---|---|\n|c1d2|",
        " | b |\n| c1d2 | ", ",b\nc1d2,e3f4\n", ";b\nc1d2;e3f4\n", "\nc1d2,", "\",\"b\"\n\"c1d2\",\"", ": bob / ", " bob:", ": `bob:",
            " are bob/", " with bob / ", ":\n  - bob:",
        " 0 ", " --plaintext ", " - ", " \u2013 ", " for the server is ", " of bob: ", " is now ", " lautet ", " \u00e8 ", " is: ",
            ":** ", ":</b> ", "\uff1a", ":\nc1d2\n", "    ",
        " with mysql_native_password by '", "::new(\"bob\".into(), \"", " <<EOF\nbob:", " <<< \"bob:", ":\n  list: |\n    root:", "().",
            ", :with => '", " @\"", "\" with \"", "=", " = ", ": ", ":= ", "->", "::", "|", "||", "{\"",
    ];

    [Fact]
    public void A_name_that_is_abandoned_early_has_no_value()
    {
        var (random, stems, read, values, barren) = (new Random(21), NameStems.All.Append("connect").Append("login").ToArray(), 0, 0, 0);
        for (var i = 0; i < 60_000; i++)
        {
            var (stem, rest) = (stems[random.Next(stems.Length)], random.Next(3) == 0 ? "" : NamedText.Value(random, random.Next(1, 12)));
            stem = random.Next(3) switch { 0 => stem.ToUpperInvariant(), 1 => char.ToUpperInvariant(stem[0]) + stem[1..], _ => stem };
            var text = Encoding.UTF8.GetBytes(Pick(random, Before) + stem + (random.Next(4) == 0 ? "s" : "") + Pick(random, Behind)
                + rest + Pick(random, Behind) + NamedText.Value(random, 8) + Pick(random, Behind));
            var facts = PathFacts.Create(Paths[i % Paths.Length]);
            for (var at = 0; at < text.Length; at++)
            {
                if (NameStems.GetStemLength(text, at) is > 0 and var length)
                {
                    var (plain, fast) = (new List<NamedValue>(), new List<NamedValue>());
                    _ = new CandidateExtractor(text, facts, plain, isThorough: true).ReadName(at, at + length);
                    _ = new CandidateExtractor(text, facts, fast).ReadName(at, at + length);
                    fast.Should().Equal(plain, "of '{0}'", Encoding.UTF8.GetString(text));
                    foreach (var first in (int[])[at, Math.Max(0, at - 1)])
                    {
                        var isBarren = (first == at || !ByteText.IsWord(text[first])) && BarrenNames.IsBarren(text, first);
                        (isBarren && plain.Count > 0).Should().BeFalse("'{0}' has a value", Encoding.UTF8.GetString(text));
                        barren += isBarren ? 1 : 0;
                    }

                    (read, values) = (read + 1, values + plain.Count);
                }
            }
        }

        read.Should().BeGreaterThan(40_000);
        barren.Should().BeGreaterThan(read / 10);
        values.Should().BeInRange(read / 10, 2 * read, "some names have values, and others have none");
    }

    [Fact]
    public void BeginsOperator_accepts_exactly_the_first_bytes_of_the_operators() =>
        Enumerable.Range(0, 256).Where(b => AfterName.BeginsOperator((byte)b)).Select(b => (byte)b).Should()
            .Equal(AfterName.Beginnings.Distinct().Order());

    [Fact]
    public void Stems_found_by_four_bytes_at_once_equal_those_found_byte_by_byte()
    {
        var (random, found) = (new Random(23), 0);
        for (var i = 0; i < 20_000; i++)
        {
            var text = NamedText.Mutate(random,
                Encoding.UTF8.GetBytes(Pick(random, Before) + Pick(random, [.. NameStems.All, "author", "AUTHORI"]) + Pick(random,
                Behind) + "        "), random.Next(3));
            text = text[..random.Next(1, text.Length)];
            for (var at = 0; at < text.Length; at++)
            {
                NameStems.GetStemLength(text, at).Should().Be(NameStems.GetStemLengthScalar(text, at));
                found += NameStems.GetStemLength(text, at) > 0 ? 1 : 0;
            }
        }

        found.Should().BeGreaterThan(5000);
    }

    [Fact]
    public void Path_words_found_together_equal_those_found_one_by_one()
    {
        var random = new Random(22);
        string[] parts = ["vendor", "dist/", "dist", ".min.", "locales", "translations", ".env", "src/", "conf", "kube", "main/", "x",
            "App/", "/", "-", "third_party", "lib", "deployments", "secrets", ".js"];
        for (var i = 0; i < 5000; i++)
        {
            var path = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pick(random, parts)));
            PathFacts.Create(path).WordBits.Should()
                .Be(PathWords.ComputeBits(path) | PathFacts.ComputeBitsSimple(path.ToLowerInvariant()), path);
            (PathFacts.CreateKindOnly(path).Kind, PathFacts.CreateKindOnly(path).AllowsBareValues).Should()
                .Be((PathFacts.Create(path).Kind, PathFacts.Create(path).AllowsBareValues));
        }
    }

    [Fact]
    public void Every_word_for_tests_and_documents_is_found()
    {
        foreach (var (word, bit) in PathWords.All)
        {
            PathWords.ComputeBits($"a/{word}/b").Should().Be(bit);
            PathWords.ComputeBits(word.ToUpperInvariant()).Should().Be(bit);
        }
    }

    private static string Pick(Random random, string[] all) => all[random.Next(all.Length)];
}
