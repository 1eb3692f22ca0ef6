using StsEmulator.Iam.Simulation;

namespace StsEmulator.Iam.Tests.Simulation;

public sealed class StatementPositionsTests
{
    private const string List = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Sid\": \"A\"\n    },\n    {\n      \"Sid\": \"B\"\n    }\n  ]\n}";

    [Theory]
    [InlineData(List, 0, 3, 17, 6, 6)]
    [InlineData(List, 1, 6, 6, 9, 6)]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Sid":"A"}}""", 0, 1, 38, 1, 48)]
    public void A_statement_begins_behind_what_comes_before_it_and_ends_behind_its_last_brace(
        string document, int index, int startLine, int startColumn, int endLine, int endColumn)
    {
        var (start, end) = StatementPositions.Find(document, index);

        Assert.Equal((new TextPosition(startLine, startColumn), new TextPosition(endLine, endColumn)), (start, end));
    }
}
