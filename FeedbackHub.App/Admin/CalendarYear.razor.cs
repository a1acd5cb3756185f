using System.Globalization;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;

namespace FeedbackHub.App.Admin;

/// <summary>Twelve months of a calendar. One day takes the focus by Tab, the arrow keys go on from there (in the script beside it).</summary>
public sealed partial class CalendarYear : IAsyncDisposable
{
    private ElementReference element;
    private IJSObjectReference? script;
    private LocalDate? last;

    /// <summary>The calendar.</summary>
    [Parameter, EditorRequired] public BusinessCalendar Calendar { get; set; } = default!;

    /// <summary>Which year of it.</summary>
    [Parameter, EditorRequired] public int Year { get; set; }

    /// <summary>The present date by the calendar's clock.</summary>
    [Parameter] public LocalDate Today { get; set; }

    /// <summary>A day was chosen to be changed.</summary>
    [Parameter] public EventCallback<CalendarDay> OnPick { get; set; }

    [Inject] private IStringLocalizer<CalendarTexts> C { get; set; } = default!;
    [Inject] private IJSRuntime Js { get; set; } = default!;

    /// <summary>The day that Tab comes to.</summary>
    private LocalDate Focus => last is { } day && day.Year == Year ? day : Today.Year == Year ? Today : new LocalDate(Year, 1, 1);

    private static IEnumerable<string> Weekdays =>
        Enumerable.Range(1, 7).Select(day => CultureInfo.CurrentCulture.DateTimeFormat.ShortestDayNames[day % 7]);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (script is not null)
        {
            try
            {
                await script.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone.
            }
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            script = await Js.InvokeAsync<IJSObjectReference>("import", "./Admin/CalendarYear.razor.js");
            await script.InvokeVoidAsync("attach", element);
        }
    }

    private static string ClassOf(CalendarDayKind kind) => kind switch
    {
        CalendarDayKind.Open => "open",
        CalendarDayKind.ClosedWeekly => "closed",
        CalendarDayKind.Holiday => "holiday",
        CalendarDayKind.WorkedInstead => "worked",
        _ => "closure",
    };

    private string MarkOf(CalendarDayKind kind) => kind == CalendarDayKind.Open ? "" : C[$"Mark_{kind}"].Value;

    private static string MonthName(int month) => CultureInfo.CurrentCulture.DateTimeFormat.MonthNames[month - 1];

    private IEnumerable<CalendarDay> DaysOf(int month) =>
        Enumerable.Range(1, CalendarSystem.Iso.GetDaysInMonth(Year, month)).Select(day => Calendar.DayOn(new LocalDate(Year, month, day)));

    private string LabelOf(CalendarDay day)
    {
        var words = new List<string> { day.Date.ToString("D", CultureInfo.CurrentCulture), C[$"DayKind_{day.Kind}"] };
        if (day.Name is { } name)
        {
            words.Add(name);
        }

        if (day.Windows.Count > 0)
        {
            words.Add(string.Join(", ", day.Windows));
        }

        return string.Join(C["Label_Between"], words);
    }

    private Task PickAsync(CalendarDay day)
    {
        last = day.Date;
        return OnPick.InvokeAsync(day);
    }
}
