using System.Text;

namespace SecretSentry.PatternCompiler;

/// <summary>Formats values as C# source.</summary>
internal static class CSharpLiteral
{
    /// <summary>Returns <c>true</c> or <c>false</c>.</summary>
    public static string Format(bool value) => value ? "true" : "false";

    /// <summary>Returns a collection expression.</summary>
    public static string Format(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Format))}]";

    /// <summary>Returns a string literal. Everything but printable ASCII is escaped.</summary>
    public static string Format(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                >= ' ' and < (char)0x7F => c.ToString(),
                _ => $"\\u{(int)c:X4}",
            });
        }

        return quoted.Append('"').ToString();
    }
}
