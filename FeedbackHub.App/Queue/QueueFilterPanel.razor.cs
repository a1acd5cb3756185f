using System.Globalization;
using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.Core.Assignment;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Queue;

/// <summary>Narrows the queue. Every choice takes effect at once, in the address.</summary>
public sealed partial class QueueFilterPanel(
    CurrentStaff staff, ReadQueueChoices readChoices, IStringLocalizer<QueueTexts> T, IStringLocalizer<CaseWords> Words)
{
    private ReadQueueChoices.Choices? choices;

    /// <summary>What is chosen.</summary>
    [Parameter, EditorRequired] public QueueFilter Filter { get; set; } = default!;

    /// <summary>Something else was chosen.</summary>
    [Parameter] public EventCallback<QueueFilter> Choose { get; set; }

    private int Active => new object?[] { Filter.DepartmentId, Filter.HandlerId, Filter.Kind, Filter.Severity, Filter.State, Filter.Span, Filter.OpenOnly ? true : null }.Count(c => c is not null);

    private QueueFilter Cleared => new() { View = Filter.View, Sort = Filter.Sort, Words = Filter.Words };

    private async Task LoadAsync()
    {
        if (choices is null && await staff.DoAsync(readChoices, new ReadQueueChoices.Request()) is { Succeeded: true } read)
        {
            choices = read.Value;
        }
    }

    private Task Set(QueueFilter filter) => Choose.InvokeAsync(filter);

    private static long? Id(ChangeEventArgs e) => long.TryParse(e.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static T? Value<T>(ChangeEventArgs e)
        where T : struct, Enum => Enum.TryParse<T>(e.Value as string, out var value) ? value : null;
}
