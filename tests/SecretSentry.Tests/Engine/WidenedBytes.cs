using System.Runtime.InteropServices;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// Represents each byte as one character. A byte below 0x80 is the same character. The others become U+F780…U+F7FF (sign-extend to 16 bits,
/// AND 0xF7FF). These are private use, so they are neither letters, digits, spaces nor word characters. So .NET's classes become
/// ASCII-only, offsets need no translation, and the mapping is reversible.
/// </summary>
internal static class WidenedBytes
{
    public static void Widen(ReadOnlySpan<byte> source, Span<char> target)
    {
        var signed = MemoryMarshal.Cast<byte, sbyte>(source);
        for (var i = 0; i < signed.Length; i++)
        {
            target[i] = (char)(signed[i] & 0xF7FF);
        }
    }

    public static string ToText(ReadOnlySpan<byte> source) =>
        string.Create(source.Length, source, static (text, bytes) => Widen(bytes, text));
}
