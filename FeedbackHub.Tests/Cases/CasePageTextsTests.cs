using FeedbackHub.App.Cases;
using FeedbackHub.Core.Cases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace FeedbackHub.Tests.Cases;

public class CasePageTextsTests
{
    private readonly IStringLocalizer<CasePageTexts> texts =
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<CasePageTexts>>();

    [Fact]
    public void Everything_that_is_named_by_a_value_has_words()
    {
        string[] keys =
        [
            .. Enum.GetNames<Step>().Select(s => $"Step_{s}"),
            .. Enum.GetValues<Step>().Where(Steps.NeedsReason).SelectMany(s => new[] { $"Dialog_{s}", $"Dialog_{s}_Hint", $"Step_{s}_Do" }),
            .. Enum.GetNames<Channel>().Select(c => $"By_{c}"),
            .. CaseFields.Editable.Select(f => $"Field_{f}"),
            .. Enum.GetValues<JournalKind>().Where(k => (int)k < 40 && k is not (JournalKind.Assigned or JournalKind.Filed)).Select(k => $"Change_{k}"),
        ];

        Assert.All(keys, key => Assert.False(texts[key].ResourceNotFound, key));
    }
}
