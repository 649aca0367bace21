using Unrolled.Generator.Printing;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class CSharpWriterTests
{
    private readonly CSharpWriter _writer = new();

    [Fact]
    public void Blocks_indent_by_four_and_empty_lines_stay_empty()
    {
        _writer.Open("class C");
        _writer.Open();
        _writer.Line("a;");
        _writer.Line();
        _writer.Close();
        _writer.Close();
        _writer.Line("b;");

        Assert.Equal("class C\n{\n    {\n        a;\n\n    }\n}\nb;\n", _writer.ToString());
    }

    [Fact]
    public void Several_lines_are_indented_each_and_end_alike_whatever_the_source_file_s_line_ends()
    {
        _writer.Open("class C");
        _writer.Lines("a;\r\n\r\n    b;\nc;");
        _writer.Close();

        Assert.Equal("class C\n{\n    a;\n\n        b;\n    c;\n}\n", _writer.ToString());
    }
}
