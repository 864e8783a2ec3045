using System.Text;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Tests.Engine;

public class PositionAnchorTests
{
    [Theory]
    [InlineData(ContentKind.Text)]
    [InlineData(ContentKind.Binary)]
    [InlineData(ContentKind.Utf16LittleEndian)]
    public void Positions_in_any_order_are_those_that_are_counted_from_the_start(ContentKind kind)
    {
        var random = new Random(5);
        var text = string.Concat(Enumerable.Range(0, 400)
            .Select(_ => random.Next(6) switch { 0 => "\n", 1 => "ä", 2 => "\r\n", _ => "word " }));
        var content = kind == ContentKind.Utf16LittleEndian ? Encoding.Unicode.GetBytes(text) : Encoding.UTF8.GetBytes(text);
        var anchor = new PositionAnchor();
        for (var round = 0; round < 2000; round++)
        {
            var offset = random.Next(content.Length / 2) * 2;
            var expected = TextPosition.Compute(content, offset, kind);
            (round % 3 == 0 ? anchor.MoveTo(content, offset, kind) : anchor.Compute(content, offset, kind)).Should().Be(expected);
        }
    }
}
